/**
 * Decides, in plain Java, what becomes of an action: no engine, no database, no clock.
 *
 * <p><b>The combination.</b> {@link dev.tutti.decision.Combination} goes down this table and stops at the first line that
 * applies:
 *
 * <table>
 * <caption>deny before hold before approval before permit</caption>
 * <tr><th>what stands</th><th>ruling</th></tr>
 * <tr><td>the target is on the no-touch list, or cannot be a target (built-in policy {@code CORE-001})</td><td>Denied</td></tr>
 * <tr><td>an {@code ActionDenied}, or a refusal by somebody who may vote</td><td>Denied</td></tr>
 * <tr><td>somebody with the right to do so broke the glass</td><td>Permitted, with a review</td></tr>
 * <tr><td>an {@code ActionHeld}, or a policy that judges the capability is out of force by an error</td><td>Held</td></tr>
 * <tr><td>an {@code ApprovalRequired}, or a budget without room: not all of these are met</td><td>Asked</td></tr>
 * <tr><td>the same: all are met</td><td>Permitted</td></tr>
 * <tr><td>an {@code ActionPermitted}</td><td>Permitted</td></tr>
 * <tr><td>none of these: one responder is due, reason {@code NO_POLICY}</td><td>Asked, then Permitted</td></tr>
 * </table>
 *
 * <p>{@code NoticeRequired}, {@code BudgetApplies}, {@code LeaseApplies}, {@code GroupApplies} and {@code EscalationApplies} alone
 * permit nothing. An action of a group that would be Permitted is Held until all of the group are
 * ({@link dev.tutti.decision.Rulings}). {@link dev.tutti.decision.Consent} counts the votes; {@link dev.tutti.decision.BudgetLedger} is debited only by a Permitted, also when it was approved beyond the limit.
 *
 * <p><b>The rest.</b> {@link dev.tutti.decision.ActionState} is the life of an action, {@link dev.tutti.decision.Transition}
 * a step of it; {@link dev.tutti.decision.DecisionRecord} is how an alert ended; {@link dev.tutti.decision.Identities} and
 * {@link dev.tutti.decision.ApprovalDigest} name things alike in every replay. {@link dev.tutti.decision.Tallies} counts
 * alerts over windows that are too long for events in memory.
 *
 * <p>Guarantee: the same arguments in whatever order give the same ruling, in every JVM. It knows of our packages only
 * {@code fact}; all times are milliseconds since the epoch and are passed in.
 */
@NullMarked
package dev.tutti.decision;

import org.jspecify.annotations.NullMarked;
