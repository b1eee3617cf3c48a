/**
 * What a sender wrote becomes {@link dev.tutti.fact.AlertReport}s, in two steps that never depend on each other.
 *
 * <p><b>Cutting.</b> A request body is one JSON object, an array, or one object a line; {@code JsonBody} finds out by looking,
 * holds the limits (bytes, items, depth, lengths) and reads every item on its own, so that one bad item never costs the
 * good ones around it. {@code LineBody} does the same for lines of text.
 *
 * <p><b>Mapping.</b> An {@link dev.tutti.intake.format.AlertFormat} says of each item that it is an alert, that it is none of
 * our business ({@code LeftOut}), or what is wrong with it ({@code Broken}, with a pointer and a reason). Everything in an item
 * is data of an untrusted sender: texts are bounded and made storable, addresses are brought into one spelling so that a rule
 * can join them by an equality, and nothing is ever interpreted. A product that writes JSON is a {@code JsonDialect}, one that
 * writes lines a {@code LineDialect}: each says only what its members mean, and {@code Draft} holds every value to its bounds.
 *
 * <p>The digest of an alert is that of its canonical form, so that neither white space nor the order of keys makes a second
 * alert. The field tables stand in {@code docs/formats.md}. Nothing here does I/O or knows a request.
 */
@NullMarked
package dev.tutti.intake.format;

import org.jspecify.annotations.NullMarked;
