package dev.tutti.problem;

/**
 * One thing to mend in a request.
 *
 * @param pointer where: a JSON pointer (RFC 6901) into the body, {@code ""} being all of it, or {@code query:limit},
 *     {@code path:id}, {@code header:Idempotency-Key}, or {@code line:severity} for a part of a line of text
 * @param detail what is wrong there, and what would be right
 */
public record FieldError(String pointer, String detail) {}
