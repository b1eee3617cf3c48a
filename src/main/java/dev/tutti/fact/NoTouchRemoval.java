package dev.tutti.fact;

/**
 * Somebody wants an entry taken from the no-touch list; it stands until somebody else agrees. What came of it is kept for a
 * while. Rules do not see it: what they see is the entry.
 *
 * @param why the entry was stated, as whoever proposed its removal saw it
 * @param at when it was proposed, in milliseconds since the epoch
 * @param until when it expires without an answer, likewise
 * @param answeredBy who answered, {@code ""} while it waits or when nobody did
 * @param endedAt when it was answered, expired or lapsed; 0 while it waits
 */
public record NoTouchRemoval(
        String id,
        String entry,
        String why,
        String by,
        String reason,
        long at,
        long until,
        RemovalState state,
        String answeredBy,
        String answerReason,
        long endedAt)
        implements Context {

    /** One that was proposed just now. */
    public static NoTouchRemoval waiting(String id, NoTouch entry, String by, String reason, long at, long until) {
        return new NoTouchRemoval(
                id, entry.entry(), entry.why(), by, reason, at, until, RemovalState.WAITING, "", "", 0);
    }

    /** The same as it ended. */
    public NoTouchRemoval ended(RemovalState as, String by, String why, long now) {
        return new NoTouchRemoval(id, entry, this.why, this.by, reason, at, until, as, by, why, now);
    }

    public boolean waiting() {
        return state == RemovalState.WAITING;
    }

    @Override
    public String factId() {
        return "NoTouchRemoval:" + id;
    }
}
