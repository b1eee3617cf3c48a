-- Whoever holds a claim knows it by a token that is chosen before the claim is written, so that an order can be claimed by the
-- commit that gives it. The lease's end remains the database's.

alter table outbox add column claim uuid;
