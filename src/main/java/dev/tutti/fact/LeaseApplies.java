package dev.tutti.fact;

/**
 * How long the action stands before it is undone, longer each time that it happens again: the first, the second and every
 * further time within so many days. Where several of these stand, the longest counts; without one it is the capability's.
 *
 * @param ladder what is counted, such as {@code "blocks of " + $ip}; actions that name the same one climb the same ladder
 * @param withinDays how long a time is remembered, 1 to 31
 */
public record LeaseApplies(
        ActionRequested request,
        String ladder,
        int firstMinutes,
        int secondMinutes,
        int furtherMinutes,
        int withinDays,
        LeaseReason reason,
        String text)
        implements Judgement {

    private static final int LONGEST_DAYS = 31;

    public LeaseApplies {
        if (firstMinutes < 1
                || secondMinutes < 1
                || furtherMinutes < 1
                || withinDays < 1
                || withinDays > LONGEST_DAYS) {
            throw new IllegalArgumentException("a lease is at least a minute, and remembered for 1 to 31 days");
        }
    }

    /** How long it stands, in minutes, after it has happened so many times before. */
    public int minutesAfter(int times) {
        return times == 0 ? firstMinutes : times == 1 ? secondMinutes : furtherMinutes;
    }

    @Override
    public String factId() {
        return "LeaseApplies:" + request.id() + ":" + ladder;
    }
}
