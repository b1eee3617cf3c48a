package dev.tutti.fact;

/**
 * Something that somebody has to mend, and who: it stands until its cause is gone, and is told, listed and kept in the history.
 *
 * @param subject what it is about; kind and subject together are the finding's identity
 * @param owner who has to mend it, {@code ""} when that is the very question
 */
public record Finding(FindingKind kind, String subject, String owner, String text) implements Concept {

    @Override
    public String factId() {
        return "Finding:" + kind + ":" + subject;
    }
}
