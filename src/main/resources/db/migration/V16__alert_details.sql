-- What only some sources say of an alert; those that came before said nothing.
alter table alert
    add column product    text    not null default '',
    add column rule_name  text    not null default '',
    add column confidence integer not null default -1,
    add column tactics    text[]  not null default '{}',
    add column links      text[]  not null default '{}',
    add column status     text    not null default 'OPEN';
