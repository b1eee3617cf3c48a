/**
 * Reads {@code rules/}: what the risk officers wrote, as one immutable {@link dev.tutti.policy.RuleSet} under one version.
 *
 * <p>A <em>policy</em> is a folder under one of the five phase folders: {@code policy.yaml} says what it is for,
 * {@code policy.drl} holds its rules or {@code table.csv} a table that is made into rules, {@code cases/} shows what they
 * do. A <em>capability</em> is something that the
 * organisation's tools can do. The <em>sample estate</em> is what the cases take for granted.
 *
 * <p>{@link dev.tutti.policy.RuleSetReading#read} never throws over what it finds. It gives a rule set, or all
 * {@link dev.tutti.policy.Finding}s, each with file, line and column. This is the half of {@code tutti lint} that looks at
 * form: folders, metadata, schemas, references, and the text gate that a DRL file passes before any compiler sees it. What
 * conditions and consequences may say is checked by the engine, which alone knows the rule language.
 *
 * <p>Nothing here knows a clock: whether a policy's review is overdue is a question to a report, not a reason to stop
 * deciding.
 */
@NullMarked
package dev.tutti.policy;

import org.jspecify.annotations.NullMarked;
