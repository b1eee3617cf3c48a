/**
 * What a SIEM sends becomes {@link dev.tutti.fact.AlertReport}s, in two steps that never depend on each other.
 *
 * <p><b>Cutting.</b> A request body is one JSON object, an array, or one object a line; {@code JsonBody} finds out by looking,
 * holds the limits (bytes, items, depth, lengths) and reads every item on its own, so that one bad item never costs the
 * good ones around it. {@code LineBody} does the same for lines of text.
 *
 * <p><b>Mapping.</b> An {@link dev.tutti.intake.AlertFormat}, chosen by the path of the request, says of each item that it
 * is an alert, that it is none of our business ({@code LeftOut}), or what is wrong with it ({@code Broken}, with a pointer
 * and a reason). Everything in an item is data of an untrusted sender: texts are bounded and made storable, addresses are
 * brought into one spelling so that a rule can join them by an equality, and nothing is ever interpreted.
 *
 * <p>The resource hands the reports to the {@link dev.tutti.conductor.AlertDesk} and answers only when they are decided and
 * durable. Once-only is the conductor's: it rests on source, source id and digest, and the digest is that of the canonical
 * form, so that neither white space nor the order of keys makes a second alert.
 *
 * <p>The field tables stand in {@code docs/formats.md}. Nothing here knows the engine, a policy or a table of the journal.
 */
@NullMarked
package dev.tutti.intake;

import org.jspecify.annotations.NullMarked;
