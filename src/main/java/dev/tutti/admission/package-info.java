/**
 * How a sender of alerts proves which {@link dev.tutti.source.Source} it is, and what it may then do.
 *
 * <p>SIEMs differ in what they can do, so there are many ways, tried in one order: a secret in the address, a message of
 * Amazon SNS, a signature over the body, a bearer token, user and password, a key in a header, a client certificate. The first
 * that a request uses decides; a wrong proof of one way is never made good by another. A bearer token that is no key of a
 * source is left to package {@code identity}, whose tokens go on working as senders without limits.
 *
 * <p>What a way finds is a {@link dev.tutti.admission.Verdict}: nothing of its kind, a key that is proven, or a refusal with a
 * {@link dev.tutti.admission.Reason} that the answer, the metric and the log have in common. A signature is checked over the
 * bytes as they came, before anything reads them, and the bytes are handed on so that nobody reads them twice.
 *
 * <p>Failures are counted and never held against a source: who could lock one out by failing in its name could silence a SIEM.
 * A source that is proven acts with the role of a SIEM and within its {@link dev.tutti.admission.Allowance}.
 */
@NullMarked
package dev.tutti.admission;

import org.jspecify.annotations.NullMarked;
