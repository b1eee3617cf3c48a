-- What is wrong with the organisation's own defences or rules, from the input that opened it to the one that closed it.
create table finding (
    id              uuid primary key,
    position        bigint generated always as identity unique,
    partition       text        not null,
    fact_id         text        not null,
    kind            text        not null,
    subject         text        not null,
    owner           text        not null,
    text            text        not null,
    policies        text[]      not null,
    versions        text[]      not null,
    opened_sequence bigint      not null,
    opened_at       timestamptz not null,
    closed_sequence bigint,
    closed_at       timestamptz,
    closed_by       text        not null,
    closed_reason   text        not null
);
create unique index finding_once on finding (partition, fact_id) where closed_sequence is null;
create index finding_by_fact on finding (fact_id);
create index finding_by_kind on finding (kind, position);
create index finding_by_subject on finding (left(subject, 200), position);
create index finding_by_person on finding (partition, position) where closed_by <> '';
