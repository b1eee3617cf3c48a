package dev.tutti.connector;

import java.util.Map;

/**
 * One request of a manifest and how its answer is read.
 *
 * @param body over {target, parameters, idempotencyKey, actionId}
 * @param success over {status, body}
 * @param absent over {status, body}; only a read-back has it
 * @param extract over {status, body}, by name
 */
record Exchange(
        String method,
        PathTemplate path,
        Map<String, String> headers,
        Expression body,
        Expression success,
        Expression absent,
        Map<String, Expression> extract) {}
