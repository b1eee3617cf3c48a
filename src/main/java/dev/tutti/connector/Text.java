package dev.tutti.connector;

/** Text that others wrote, on its way to a person or a tool. */
final class Text {

    private static final int SHOWN = 300;

    private Text() {}

    /** Whether it holds what no target or parameter needs: a control character, or half of a surrogate pair. */
    static boolean isUnsendable(String text, String allowedControls) {
        return text.codePoints()
                .anyMatch(c -> Character.isISOControl(c)
                        ? allowedControls.indexOf(c) < 0
                        : Character.getType(c) == Character.SURROGATE);
    }

    /** On one line, bounded, and without what a terminal or a log would obey. */
    static String shown(String text) {
        String cut = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
        return cut.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029 ]+", " ").strip();
    }
}
