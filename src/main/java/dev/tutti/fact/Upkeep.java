package dev.tutti.fact;

/**
 * Something that has to be done by a time: an update every so often, or once by a date.
 *
 * @param owner who sees to it
 * @param since when it was done last, or the date itself, in milliseconds since the epoch
 * @param everyHours how often it is to be done, 0 when {@code since} is the date by which it is due
 */
public record Upkeep(String id, UpkeepKind kind, String owner, long since, int everyHours) implements Context {

    private static final long HOUR = 60 * 60_000L;

    public Upkeep {
        if (everyHours < 0) {
            throw new IllegalArgumentException("nothing is done more often than always");
        }
    }

    /** From when on it is overdue. */
    public long due() {
        return since + everyHours * HOUR;
    }

    @Override
    public String factId() {
        return "Upkeep:" + id;
    }
}
