/**
 * How Tutti asks a tool to do something, and what it can honestly say about the answer.
 *
 * <p><b>Terms.</b> A <em>manifest</em> ({@code connectors/NAME/connector.yaml}) says what a kind of tool can do and how it
 * is asked over HTTP; it holds no address and no credentials. A <em>{@linkplain dev.tutti.connector.ConnectorInstance
 * instance}</em> is configuration: one such tool at one address with one secret. A
 * <em>{@linkplain dev.tutti.connector.Connector connector}</em> is one action of one instance, ready to be called; the
 * {@linkplain dev.tutti.connector.ConnectorRegistry registry} knows which one provides a capability.
 *
 * <p><b>Guarantee.</b> {@link dev.tutti.connector.Connector#perform} never throws, always ends within its bound, and
 * claims no more than it knows: what certainly did not happen is {@code Unreachable} or {@code Rejected}, what may have
 * happened is {@code Ambiguous}. Whoever calls it decides by the
 * {@linkplain dev.tutti.connector.IdempotencyClass class} of the action what may follow. The host, the port and the base
 * path of every request are those of the instance, whatever a target or a parameter says; redirects are not followed;
 * secrets appear in no text.
 *
 * <p><b>What it must not know:</b> policies, approvals, the journal, and whether this is the first attempt. It keeps
 * nothing between two calls.
 */
@NullMarked
package dev.tutti.connector;

import org.jspecify.annotations.NullMarked;
