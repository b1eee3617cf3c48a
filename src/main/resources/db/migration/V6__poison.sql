-- What failed, and what is kept out of force because of it.

-- Set while a process has the partition open; still set at the next start when the last one ended without a word.
alter table partition add column open boolean not null default false;

-- The one input that a careful partition is at: written before its step, gone with its commit.
create table undecided (
    partition text primary key,
    input     text    not null,
    attempts  integer not null,
    body      jsonb   not null,
    -- What a SIEM sent, which the body leaves out; empty for every other input.
    raw       text    not null
);

-- Every step that a rule, or nobody knows what, has brought down.
create table poison (
    id             bigint generated always as identity primary key,
    partition      text        not null,
    -- The id of the alert, or the digest of another input.
    input          text        not null,
    cause          text        not null,
    -- Empty when nobody knows whose fault it was.
    policy_id      text        not null,
    -- A policy whose text is mended is another version, and in force again.
    rule_digest    text        not null,
    detail         text        not null,
    at             timestamptz not null,
    noticed        boolean     not null default false,
    released_at    timestamptz,
    released_by    text,
    release_reason text,
    check ((released_at is null) = (released_by is null))
);
create unique index poison_in_force on poison (policy_id, rule_digest) where policy_id <> '' and released_at is null;
create index poison_by_input on poison (partition, input);
