-- Several partitions over one database: what holds over all of them is a row, and each partition's journal says what it has
-- heard of the others.

-- How often each budget was debited, by whatever partition. The row's lock and its condition keep two partitions from both
-- spending the last unit.
create table budget (
    name    text primary key,
    version bigint not null
);

-- The place of a debit among those of its budget.
alter table budget_debit add column version bigint;
update budget_debit d set version = n.version
  from (select d2.budget, d2.action_id,
               row_number() over (partition by d2.budget
                                  order by d2.at, a.opened_sequence, (a.body ->> 'ordinal')::int) as version
          from budget_debit d2 join action a on a.id = d2.action_id) n
 where n.budget = d.budget and n.action_id = d.action_id;
alter table budget_debit alter column version set not null;
create unique index budget_debit_by_version on budget_debit (budget, version);
insert into budget (name, version) select budget, count(*) from budget_debit group by budget;

-- From which place of its journal on a partition knows all debits of a budget up to which one. Rows are only added.
create table budget_heard (
    partition text   not null,
    budget    text   not null,
    version   bigint not null,
    sequence  bigint not null,
    primary key (partition, budget, version)
);

-- Which open actions of others a partition knows, with the places from and until which it did.
create table action_elsewhere (
    partition      text   not null,
    action_id      uuid   not null,
    sameness       text   not null,
    owner          text   not null,
    from_sequence  bigint not null,
    until_sequence bigint,
    primary key (partition, action_id, from_sequence)
);
create index action_elsewhere_now on action_elsewhere (partition) where until_sequence is null;

-- By what alerts are divided among how many partitions, and since when; the last row holds.
create table partitioning (
    position bigint generated always as identity primary key,
    since    timestamptz not null default clock_timestamp(),
    key      text[]      not null,
    number   integer     not null
);
