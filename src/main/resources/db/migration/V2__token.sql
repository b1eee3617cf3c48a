-- Who may call Tutti. Rows are never deleted: an auditor may ask whose token it was.
create table token (
    id         text        primary key check (id ~ '^[0-9a-f]{16}$'),
    name       text        not null check (name ~ '^[a-zA-Z0-9._@-]{1,64}$'),
    role       text        not null check (role in ('siem', 'risk-officer', 'responder', 'auditor', 'admin')),
    -- SHA-256 of the whole token in hexadecimal; the token itself is nowhere.
    digest     text        not null unique check (digest ~ '^[0-9a-f]{64}$'),
    created_at timestamptz not null,
    created_by text        not null,
    revoked_at timestamptz,
    revoked_by text,
    check ((revoked_at is null) = (revoked_by is null))
);

create index token_in_force on token (lower(name)) where revoked_at is null;
