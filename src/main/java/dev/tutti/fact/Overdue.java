package dev.tutti.fact;

/**
 * Present only while something that has to be done by a time is overdue: what has to be kept up, or reviewed.
 *
 * @param id of the upkeep, of the policy whose review it is, or of the action whose override it is
 * @param owner who sees to it, {@code ""} for the review of an override, which anybody else with the role may close
 */
public record Overdue(String id, UpkeepKind kind, String owner) implements Context {

    @Override
    public String factId() {
        return "Overdue:" + kind + ":" + id;
    }
}
