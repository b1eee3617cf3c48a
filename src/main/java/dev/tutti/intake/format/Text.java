package dev.tutti.intake.format;

/** A sender's text, made fit to be stored and shown. */
final class Text {

    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    /** PostgreSQL stores neither NUL nor half a surrogate pair; both become U+FFFD. What is too long ends in an ellipsis. */
    static String of(String text, int max) {
        String storable = isStorable(text) ? text : replaced(text);
        if (storable.length() <= max) {
            return storable;
        }
        int end = Character.isHighSurrogate(storable.charAt(max - 2)) ? max - 2 : max - 1;
        return storable.substring(0, end) + "…";
    }

    /**
     * In small letters, each for itself. {@link String#toLowerCase()} copies the whole text again for each letter that becomes
     * two, such as U+0130; half a megabyte of them takes it minutes.
     */
    static String small(String text) {
        var small = new StringBuilder(text.length());
        text.codePoints().map(Character::toLowerCase).forEach(small::appendCodePoint);
        return small.toString();
    }

    /** Whether every surrogate has its other half. */
    static boolean isWellFormed(String text) {
        int codePoint;
        for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            if (isSurrogate(codePoint)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isStorable(String text) {
        return text.indexOf('\0') < 0 && isWellFormed(text);
    }

    private static String replaced(String text) {
        var storable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> storable.appendCodePoint(c == 0 || isSurrogate(c) ? REPLACEMENT : c));
        return storable.toString();
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
