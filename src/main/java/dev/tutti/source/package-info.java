/**
 * Who may send alerts, as an administrator declares it.
 *
 * <p>A {@link dev.tutti.source.Source} is one sender: its name, the tenant its alerts go to, and what limits it (formats,
 * addresses, a rate). A {@link dev.tutti.source.Key} is one way in which it proves itself. A source may have several keys in
 * force at once, which is how one is replaced by the next without a gap: the new one is made, the sender is moved over, the
 * last use of the old one is looked at, and the old one is revoked. Nothing is erased: a source is retired and its name is
 * never given again, a key is revoked, and the rows stay.
 *
 * <p>Of a secret only the SHA-256 is kept, which is enough for 256 random bits. A certificate and a topic of SNS are public
 * and are kept as they are. The key of an HMAC is needed in the clear by both sides; it is configuration and never in the
 * database, which only knows that the source may sign.
 *
 * <p>All of it is in memory, so that to refuse a request costs neither a query nor a thread. A change is committed first and
 * read back into memory before it is answered. Nothing here knows HTTP headers or alerts: how a request proves itself is
 * package {@code admission}.
 */
@NullMarked
package dev.tutti.source;

import org.jspecify.annotations.NullMarked;
