-- How much a debit draws: 1 where actions are counted, minutes where downtime is.
alter table budget_debit add column amount integer not null default 1;
