package dev.tutti.connector;

/** Text that others wrote, on its way to a person or a tool. */
final class Text {

    private static final int SHOWN = 300;

    private Text() {}

    static boolean hasControlCharacters(String text, String allowed) {
        return text.chars().anyMatch(c -> Character.isISOControl(c) && allowed.indexOf(c) < 0);
    }

    /** On one line, bounded, and without what a terminal or a log would obey. */
    static String shown(String text) {
        String cut = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
        return cut.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ").strip();
    }
}
