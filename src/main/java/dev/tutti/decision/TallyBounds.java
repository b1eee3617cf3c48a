package dev.tutti.decision;

/**
 * How much one tally keeps in memory, whatever is sent. Past a bound it says less than is so, and is heard to.
 *
 * @param keyLength characters in one part of a key
 * @param keys how many have something in the window
 * @param valuesPerKey distinct values of one key
 * @param values distinct values of all keys
 */
public record TallyBounds(int keyLength, int keys, int valuesPerKey, int values) {

    /**
     * Measured, without the facts in working memory: 13 MB for one tally with all its keys in one bucket each, 130 MB with all of
     * them in every bucket. A rule set keeps at most ten.
     */
    public static final TallyBounds USUAL = new TallyBounds(256, 20_000, 1_000, 200_000);
}
