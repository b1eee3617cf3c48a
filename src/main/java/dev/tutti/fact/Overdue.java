package dev.tutti.fact;

/** Present only while something that has to be kept up is overdue. */
public record Overdue(String id, UpkeepKind kind, String owner) implements Context {

    @Override
    public String factId() {
        return "Overdue:" + id;
    }
}
