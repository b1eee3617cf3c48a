-- Who may send alerts and how each proves itself. Rows are never deleted: an auditor may ask whose key it was.
create table source (
    name         text        primary key check (name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    -- '*' where the alerts themselves say it.
    tenant       text        not null check (tenant ~ '^([A-Za-z0-9][A-Za-z0-9._-]{0,63}|[*])$'),
    -- Empty for all.
    formats      text[]      not null,
    -- CIDR blocks; empty for anywhere.
    networks     text[]      not null,
    -- At most so many alerts in so many seconds; 0 and 0 without a limit.
    rate_alerts  integer     not null check (rate_alerts between 0 and 1000000),
    rate_seconds integer     not null check (rate_seconds between 0 and 86400),
    created_at   timestamptz not null,
    created_by   text        not null,
    changed_at   timestamptz not null,
    changed_by   text        not null,
    retired_at   timestamptz,
    retired_by   text,
    check ((rate_alerts = 0) = (rate_seconds = 0)),
    check ((retired_at is null) = (retired_by is null))
);

create table source_key (
    id           text        primary key check (id ~ '^[0-9a-f]{16}$'),
    source       text        not null references source (name),
    kind         text        not null
                 check (kind in ('BEARER', 'API_KEY', 'BASIC', 'URL', 'CERTIFICATE', 'HMAC', 'SNS_TOPIC')),
    -- SHA-256 of a secret or of a certificate, or the name of a topic; '' for HMAC, whose key is nowhere in this database.
    proof        text        not null check ((kind = 'HMAC') = (proof = '')),
    valid_from   timestamptz not null,
    expires_at   timestamptz,
    created_at   timestamptz not null,
    created_by   text        not null,
    -- To the hour.
    last_used_at timestamptz,
    revoked_at   timestamptz,
    revoked_by   text,
    check (expires_at is null or expires_at > valid_from),
    check ((revoked_at is null) = (revoked_by is null))
);

-- One certificate or topic means one source.
create unique index source_key_subject on source_key (kind, proof)
    where revoked_at is null and kind in ('CERTIFICATE', 'SNS_TOPIC');

create index source_key_of_source on source_key (source) where revoked_at is null;
