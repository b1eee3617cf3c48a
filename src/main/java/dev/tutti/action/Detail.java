package dev.tutti.action;

/** What a tool said, made fit for the history. */
final class Detail {

    private static final int MAX = 2_000;

    private Detail() {}

    /** On one line, at most 2,000 characters, and without what PostgreSQL cannot store. */
    static String of(String text) {
        StringBuilder storable = new StringBuilder(Math.min(text.length(), MAX));
        text.codePoints()
                .limit(MAX)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .map(c -> Character.getType(c) == Character.SURROGATE ? '\uFFFD' : c)
                .takeWhile(c -> storable.length() + Character.charCount(c) <= MAX)
                .forEachOrdered(storable::appendCodePoint);
        return storable.toString();
    }
}
