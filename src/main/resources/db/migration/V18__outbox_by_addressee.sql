-- Where a tool serves only some sources of alerts, its orders are claimed apart from those of another tool with the same capability.

alter table outbox rename column capability to addressee;
