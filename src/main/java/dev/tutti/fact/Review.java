package dev.tutti.fact;

/**
 * Somebody broke the glass, and somebody else has to look at it by a date; it ends when that is done.
 *
 * @param actionId the action that went out without what it lacked
 * @param by who did it, and therefore may not close the review
 * @param due in milliseconds since the epoch
 */
public record Review(String actionId, String capability, String target, String by, String reason, long due)
        implements Context {

    @Override
    public String factId() {
        return "Review:" + actionId;
    }
}
