-- Orders are claimed tool by tool, so that a long queue for one is not walked through to find what another may do.

alter table outbox add column capability text;
update outbox o set capability = a.capability from action a where a.id = o.action_id;
alter table outbox alter column capability set not null;

drop index outbox_ready;
create index outbox_ready on outbox (capability, ready_at);
