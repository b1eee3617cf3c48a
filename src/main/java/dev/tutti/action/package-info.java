/**
 * Carries out what was decided: claims orders from the outbox, calls the connector, and reports what became of it.
 *
 * <p><b>Terms.</b> An <em>order</em> is a row of the outbox: do this action, or undo it. Whoever holds its <em>claim</em>
 * carries it out alone, until the claim's lease runs out. An <em>attempt</em> is one call of the tool; its row is committed
 * before the call. Each tool has a <em>lane</em> with bounds of its own; what they forbid now is not called, costs no
 * attempt, and waits without keeping another tool's orders waiting. The <em>outcome</em> is an input like any other; its
 * commit takes the order out of the outbox. Where a tool of class A or B has a worker free, the commit that gives an order
 * <em>hands it over</em>: claimed, and with its first attempt.
 *
 * <p><b>Guarantee.</b> Nothing is called without a committed order and a committed attempt. What may have taken effect is
 * repeated only where the connector's class makes that harmless (A, B), or after the tool was asked and said that it is not
 * done (C); otherwise (D) it is reported as uncertain, and a person settles it. Nothing is called failed that may have
 * taken effect. A process may end at any point:
 *
 * <table>
 * <caption>What whoever claims the order next finds, and does</caption>
 * <tr><th>The process ended</th><th>It finds</th><th>It does</th></tr>
 * <tr><td>after the claim, before the attempt's commit</td><td>no attempt</td><td>begins; nothing was called</td></tr>
 * <tr><td>after the attempt's commit, before the call</td><td>an attempt without a result</td>
 *     <td>treats it as ambiguous, since it cannot tell this from the next line</td></tr>
 * <tr><td>during the call, or before its result's commit</td><td>an attempt without a result</td>
 *     <td>A, B: calls again with the same key; C: asks the tool first; D: uncertain</td></tr>
 * <tr><td>after a clear result of A or B, before the outcome's commit, which brings it</td>
 *     <td>an attempt without a result</td><td>calls again with the same key</td></tr>
 * <tr><td>after the result's commit, before the outcome's</td><td>an attempt with a result</td>
 *     <td>reports it, and calls nothing</td></tr>
 * <tr><td>after the outcome's commit</td><td>no order</td><td>nothing</td></tr>
 * </table>
 *
 * <p>A process that was only slow finds its claim gone: it can begin no attempt and report no outcome, and what its call
 * brought is kept for whoever has the order now. Claims and leases go by the database's clock, records by Tutti's. An
 * attempt and an outcome are on disk when their commit returns. A claim and a call's result are a moment later: a database
 * server that fails within that moment makes it as if the process had ended before that commit.
 *
 * <p>Just before a call that changes something the target is checked again against what nobody may touch, unless no context
 * was changed since the decision, and the connector against the one that the decision was bound to, and the time against that
 * until which the action is of use. A tool that
 * lies is believed: who says done, refuses, or answers a read-back wrongly is beyond what anybody here can know.
 *
 * <p><b>What it must not know:</b> why an action was decided, and by whom.
 */
@NullMarked
package dev.tutti.action;

import org.jspecify.annotations.NullMarked;
