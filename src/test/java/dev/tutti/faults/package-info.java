/**
 * The service as a process of its own under faults: killed, without its database, beside tools that hang or refuse.
 *
 * <p>A {@link dev.tutti.faults.Theatre} holds the packaged service, stub tools that keep a {@link dev.tutti.faults.Ledger} of
 * every call, and the {@link dev.tutti.faults.Siem}s that post and post again; the {@link dev.tutti.faults.Books} are what must
 * hold whatever happened. Nothing here is in the shipped jar. The long forms and what they showed: docs/reliability.md.
 */
package dev.tutti.faults;
