/**
 * Who acts: names, roles, tokens, and the rule that nobody approves what they proposed.
 *
 * <p>A <em>token</em> is a bearer credential that is shown once, when it is made; Tutti keeps its SHA-256 only, which is
 * enough because the secret is 256 random bits and not a word that somebody chose. A token has one {@link
 * dev.tutti.identity.Role} and a name: of a person or of a source of alerts. A request acts with the role of the token that
 * it carries and no other. What a <em>person</em> may vote on is another question: that is the union of the roles of all
 * tokens in force under the name, see {@link dev.tutti.identity.Tokens#people()}.
 *
 * <p>The hashes of all tokens in force are held in memory, so that refusing a request costs neither a query nor a thread;
 * making and revoking one changes the database first and the memory right after. Everything is denied that does not say
 * whom it permits.
 */
@NullMarked
package dev.tutti.identity;

import org.jspecify.annotations.NullMarked;
