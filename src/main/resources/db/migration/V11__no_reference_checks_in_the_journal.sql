-- A commit writes these rows together with the alert or the action that they belong to, from the same values, and nothing
-- deletes them. Checking each of them was a seventh of what PostgreSQL did (ADR 0018).
alter table alert_raw drop constraint alert_raw_alert_id_fkey;
alter table alert_observable drop constraint alert_observable_alert_id_fkey;
alter table decision drop constraint decision_alert_id_fkey;
alter table action_version drop constraint action_version_action_id_fkey;
alter table action_cause drop constraint action_cause_action_id_fkey;
alter table action_cause drop constraint action_cause_alert_id_fkey;
alter table action_transition drop constraint action_transition_action_id_fkey;
