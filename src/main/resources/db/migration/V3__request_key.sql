-- Which body an Idempotency-Key came with, so that the same key with another body is refused.
-- What the alerts were answered is not kept here: every alert is once-only by itself.
CREATE TABLE request_key (
    principal   text        NOT NULL,
    key         text        NOT NULL,
    body_digest text        NOT NULL,
    used_at     timestamptz NOT NULL,
    PRIMARY KEY (principal, key)
);

CREATE INDEX request_key_used_at ON request_key (used_at);
