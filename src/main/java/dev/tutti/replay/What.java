package dev.tutti.replay;

import java.util.Arrays;

/** What can come of a situation, by the word that stands for it in a case. */
enum What {
    HELD("held", true),
    ASKED("asked", true),
    DENIED("denied", true),
    DISPATCHED("dispatched", false),
    NOTICED("noticed", false),
    UNDOING("undoing", false),
    UNDONE("undone", false),
    UNDO_FAILED("undoFailed", false),
    EXPIRED("expired", false),
    WITHDRAWN("withdrawn", false),
    SUCCEEDED("succeeded", false),
    FAILED("failed", false),
    UNCERTAIN("uncertain", false),
    FOUND("found", false),
    MENDED("mended", false),
    UNMATCHED("unmatched", false),
    SUPPRESSED("suppressed", false),
    RESOLVED("resolved", false),
    REFUSED("refused", false),
    /** An outcome was given of something that no connector was asked for; no case can expect this. */
    NOTHING_TO_REPORT("outcome of nothing", false),
    /** Something was ended that nobody had stated; no case can expect this either. */
    NOTHING_TO_END("end of nothing", false);

    private final String word;
    private final boolean judgement;

    What(String word, boolean judgement) {
        this.word = word;
        this.judgement = judgement;
    }

    static What of(String word) {
        return Arrays.stream(values())
                .filter(what -> what.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no case expects '" + word + "'"));
    }

    /** Whether it is told of a finding, of which a case need not say everything. */
    boolean finding() {
        return this == FOUND || this == MENDED;
    }

    String word() {
        return word;
    }

    /** Whether a policy says this, so that leaving out {@code by} means that no policy did. */
    boolean judgement() {
        return judgement;
    }
}
