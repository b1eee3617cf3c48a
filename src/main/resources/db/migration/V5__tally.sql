-- Counters over long windows. A bucket changes in the transaction of the alert that it counts.

-- Which tallies the partition counts since the input at begun_sequence. Buckets of any other beginning are ignored: the tally
-- is no longer declared, or was declared otherwise.
create table tally (
    partition      text   not null,
    name           text   not null,
    -- SHA-256 of what is counted, in hexadecimal.
    declaration    text   not null,
    begun_sequence bigint not null,
    primary key (partition, name)
);

create table tally_bucket (
    partition      text        not null,
    tally          text        not null,
    begun_sequence bigint      not null,
    -- A hash of the key, since a key may be longer than an index entry.
    key_id         uuid        not null,
    starts_at      timestamptz not null,
    -- When it leaves the window; later it means nothing, and is deleted some time.
    expires_at     timestamptz not null,
    -- The tenant, then what the tally is kept by, in the order of its declaration.
    key            text[]      not null,
    count          integer     not null,
    -- Hashes of the distinct values seen in it; one that was seen again later may stand there too.
    distinct_values bigint[]   not null,
    -- Whether there were more distinct values than are kept.
    more           boolean     not null,
    primary key (partition, tally, begun_sequence, key_id, starts_at)
);
create index tally_bucket_by_expiry on tally_bucket (partition, expires_at);
