-- What the manifest keeps of a tool's answer, with the attempt that brought it: whoever reports the outcome after the
-- process that called has ended reports it too.
alter table attempt add column results jsonb not null default '[]';
