/**
 * The simulated estate: four tools that behave like real ones and touch nothing, for trials, demonstrations and tests.
 *
 * <p>A firewall, an EDR, a ticket desk and a chat, each an HTTP server on the loopback interface, each with the habits of
 * its kind: the firewall takes a block twice, the EDR refuses a second isolation, the desk keeps an idempotency key, the chat
 * answers 200 to a refusal. What they hold is in memory and bounded; when a tool is full it answers 507.
 *
 * <p><b>Guarantee.</b> Every answer says {@code "simulated": true}. Every call is written down before it is answered, also
 * one that was refused or broken on purpose, and {@code GET /calls} shows it: a test proves there that nothing was sent twice.
 */
@NullMarked
package dev.tutti.demo;

import org.jspecify.annotations.NullMarked;
