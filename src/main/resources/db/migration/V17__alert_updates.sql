-- A report of an alert that was known before, changed: a row of its own that names the first (ADR 0028). Until now nothing was
-- revised, and nothing had a fingerprint.
alter table alert
    add column fingerprint text        not null default '',
    add column revisable   boolean     not null default false,
    add column revised_at  timestamptz not null default timestamptz 'epoch',
    add column updates     uuid,
    add column revision    integer     not null default 0,
    add column stale       boolean     not null default false;

-- The first report of a source id is asked for with every report of a source that revises.
drop index alert_by_source_id;
create index alert_by_source_id on alert (tenant, source, source_id, position);
create index alert_by_first on alert (updates, revision) where updates is not null;
create index alert_by_fingerprint on alert (fingerprint, position);
