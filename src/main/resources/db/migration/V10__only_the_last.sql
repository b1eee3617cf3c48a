-- A partition commits one batch after the other, so the last one is all that a lost answer can be about. The rows of
-- journal_batch, one for each commit, were never looked at again.
alter table partition add column last_batch uuid;
drop table journal_batch;

-- What counts is the last that a partition has heard of a budget; when it heard it stands in its journal.
delete from budget_heard earlier using budget_heard later
 where later.partition = earlier.partition and later.budget = earlier.budget and later.version > earlier.version;
alter table budget_heard drop constraint budget_heard_pkey;
alter table budget_heard add primary key (partition, budget);
