/**
 * What goes wrong, in one form: RFC 9457 {@code application/problem+json} with a stable code.
 *
 * <p>A caller programs against {@code code} (and {@code type}, which is made from it); {@code title} is the same for every
 * occurrence, {@code detail} is about this one, {@code hint} says what to mend, and {@code errors} points into the request.
 * Every error that leaves Tutti over HTTP is a {@link dev.tutti.problem.Problem}, also those that the framework raises
 * before any of our code runs: bodies that cannot be read, missing credentials, unknown paths, and exceptions that nobody
 * expected. Of the last the caller learns nothing but that they happened.
 */
@NullMarked
package dev.tutti.problem;

import org.jspecify.annotations.NullMarked;
