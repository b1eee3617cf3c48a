-- The journal: every input in one order per partition, and everything that followed from it, committed together.
-- Rows are only ever added, except for what says how things stand now: action, outbox, partition, and the end of a range.

create table partition (
    name          text primary key,
    last_sequence bigint      not null,
    last_at       timestamptz not null
);

-- One row per commit, so that a commit whose answer was lost can be looked up.
create table journal_batch (
    id             uuid primary key,
    partition      text        not null,
    first_sequence bigint      not null,
    last_sequence  bigint      not null,
    committed_at   timestamptz not null default clock_timestamp()
);

create table rule_set (
    version    text primary key,
    first_used timestamptz not null default clock_timestamp(),
    policies   jsonb       not null
);

create table journal_input (
    partition        text        not null,
    sequence         bigint      not null,
    at               timestamptz not null,
    kind             text        not null,
    body             jsonb       not null,
    rule_set_version text        not null,
    primary key (partition, sequence)
);
create index journal_input_alerts on journal_input (partition, at) where kind = 'AlertReceived';

create table alert (
    id                uuid primary key,
    position          bigint generated always as identity unique,
    partition         text        not null,
    sequence          bigint      not null,
    tenant            text        not null,
    source            text        not null,
    source_id         text        not null,
    digest            text        not null,
    title             text        not null,
    rule              text        not null,
    kind              text        not null,
    severity          text        not null,
    score             integer     not null,
    severity_original text        not null,
    mapping_version   text        not null,
    techniques        text[]      not null,
    observed_at       timestamptz not null,
    received_at       timestamptz not null,
    effective_at      timestamptz not null,
    time_corrected    boolean     not null,
    conflict          boolean     not null,
    deliveries        integer     not null default 1
);
create index alert_by_source_id on alert (tenant, source, source_id);
create index alert_by_time on alert (received_at);
create index alert_by_sequence on alert (partition, sequence);

create table alert_raw (
    alert_id uuid primary key references alert (id),
    payload  text not null
);

create table alert_observable (
    alert_id uuid    not null references alert (id),
    ordinal  integer not null,
    type     text    not null,
    role     text    not null,
    value    text    not null,
    primary key (alert_id, ordinal)
);
-- Values may be longer than an index entry can be.
create index observable_by_value on alert_observable (left(value, 200));

create table firing (
    position         bigint generated always as identity primary key,
    id               uuid        not null unique,
    partition        text        not null,
    sequence         bigint      not null,
    at               timestamptz not null,
    rule             text        not null,
    policy_id        text        not null,
    rule_set_version text        not null,
    alert_id         uuid,
    matched          text[]      not null,
    bindings         jsonb       not null,
    concluded        text[]      not null,
    removed          text[]      not null
);
create index firing_by_policy on firing (policy_id, position);
create index firing_by_alert on firing (alert_id) where alert_id is not null;
create index firing_by_time on firing (at);
create index firing_by_sequence on firing (partition, sequence);

create table decision (
    alert_id         uuid primary key references alert (id),
    position         bigint generated always as identity unique,
    partition        text        not null,
    sequence         bigint      not null,
    at               timestamptz not null,
    headline         text        not null,
    rule_set_version text        not null,
    items            jsonb       not null
);
create index decision_by_headline on decision (headline, position);
create index decision_by_time on decision (at);
create index decision_set_aside on decision (partition, sequence) where headline = 'SET_ASIDE';

create table action (
    id               uuid primary key,
    position         bigint generated always as identity unique,
    partition        text        not null,
    opened_sequence  bigint      not null,
    opened_at        timestamptz not null,
    changed_sequence bigint      not null,
    changed_at       timestamptz not null,
    tenant           text        not null,
    capability       text        not null,
    target           text        not null,
    service          text        not null,
    proposer         text        not null,
    sameness         text        not null,
    digest           text        not null,
    notice           boolean     not null,
    state            text        not null,
    closed           boolean     not null,
    useful_until     timestamptz not null,
    lease_until      timestamptz,
    body             jsonb       not null
);
-- Once only, whatever the number of partitions: no two actions that would do the same are open or in force.
create unique index action_once on action (sameness) where not closed;
create index action_open on action (partition) where not closed;
create index action_by_state on action (state, position);
create index action_by_service on action (service, position);
create index action_by_target on action (left(target, 200), position);
create index action_by_time on action (opened_at);

-- How an action stood after each input that changed it, so that the state at any place of the journal can be loaded.
create table action_version (
    action_id uuid   not null references action (id),
    partition text   not null,
    sequence  bigint not null,
    body      jsonb  not null,
    primary key (action_id, sequence)
);

create table action_cause (
    action_id uuid   not null references action (id),
    alert_id  uuid   not null references alert (id),
    source    text   not null,
    partition text   not null,
    sequence  bigint not null,
    primary key (action_id, alert_id)
);
create index action_cause_by_alert on action_cause (alert_id);

create table action_transition (
    position   bigint generated always as identity primary key,
    action_id  uuid        not null references action (id),
    partition  text        not null,
    sequence   bigint      not null,
    at         timestamptz not null,
    from_state text        not null,
    to_state   text        not null,
    grounds    jsonb       not null,
    caused_by  text        not null
);
create index action_transition_by_action on action_transition (action_id, position);

create table vote (
    position  bigint generated always as identity primary key,
    action_id uuid        not null,
    person    text        not null,
    verdict   text        not null,
    reason    text        not null,
    digest    text        not null,
    at        timestamptz not null,
    partition text        not null,
    sequence  bigint      not null,
    -- Why the vote does not count; empty when it was accepted.
    refusal   text        not null
);
create index vote_by_action on vote (action_id, position);

create table budget_debit (
    budget    text        not null,
    action_id uuid        not null references action (id),
    at        timestamptz not null,
    partition text        not null,
    sequence  bigint      not null,
    primary key (budget, action_id)
);
create index budget_debit_by_time on budget_debit (at);

create table context_entry (
    partition      text        not null,
    fact_id        text        not null,
    kind           text        not null,
    body           jsonb       not null,
    stated_by      text        not null,
    stated_at      timestamptz not null,
    from_sequence  bigint      not null,
    until_sequence bigint,
    primary key (partition, fact_id, from_sequence)
);
create index context_entry_now on context_entry (partition, kind, fact_id) where until_sequence is null;

-- What the executor has still to do. A row goes when its outcome is committed.
create table outbox (
    action_id     uuid        not null references action (id),
    operation     text        not null,
    partition     text        not null,
    sequence      bigint      not null,
    attempts      integer     not null default 0,
    ready_at      timestamptz not null default clock_timestamp(),
    claimed_until timestamptz,
    primary key (action_id, operation)
);
create index outbox_ready on outbox (ready_at);

-- Written and committed before a tool is called; without a result the call's outcome is not known.
create table attempt (
    action_id       uuid        not null references action (id),
    operation       text        not null,
    number          integer     not null,
    connector       text        not null,
    idempotency_key text        not null,
    started_at      timestamptz not null,
    finished_at     timestamptz,
    result          text,
    detail          text,
    primary key (action_id, operation, number)
);
