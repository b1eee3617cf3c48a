/**
 * The simulated estate: tools that behave like real ones and touch nothing, for trials, demonstrations and tests.
 *
 * <p>{@link dev.tutti.demo.Tool} lists them, each an HTTP server on the loopback interface, each with the habits of its kind:
 * the firewall takes a block twice, the EDR refuses a second isolation, the desk keeps an idempotency key, the chat answers
 * 200 to a refusal. Most are made of a {@code Shelf}, on which things lie under their names, and {@code Reports}, which are made
 * anew whenever somebody asks. What they hold can be read, is in memory, and bounded; when a tool is full it answers 507.
 *
 * <p><b>Guarantee.</b> Every answer says {@code "simulated": true}. Every call is written down before it is answered, also
 * one that was refused or broken on purpose, and {@code GET /calls} shows it: a test proves there that nothing was sent twice.
 */
@NullMarked
package dev.tutti.demo;

import org.jspecify.annotations.NullMarked;
