package dev.tutti.connector;

import java.util.Map;

/**
 * One request of a manifest and how its answer is read.
 *
 * @param body over {target, parameters, idempotencyKey, actionId}
 * @param encoding how the body is written
 * @param success over {status, body, actionId}
 * @param absent over {status, body, actionId}; only a read-back has it
 * @param extract over {status, body, actionId}, by name
 */
record Exchange(
        String method,
        PathTemplate path,
        Map<String, String> headers,
        Expression body,
        Encoding encoding,
        Expression success,
        Expression absent,
        Map<String, Expression> extract) {}
