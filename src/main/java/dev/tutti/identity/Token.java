package dev.tutti.identity;

import java.time.Instant;

/**
 * A token in force.
 *
 * @param digest SHA-256 of the whole token in hexadecimal
 */
record Token(String id, String name, Role role, String digest, Instant createdAt, String createdBy) {}
