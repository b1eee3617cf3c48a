package dev.tutti.engine;

/**
 * One change of a text.
 *
 * @param at where a person is to look, counted from 0
 * @param start where what it replaces begins
 * @param end where that ends, exclusive
 * @param what the change as a person says it, without the name of the rule
 */
record Edit(int at, int start, int end, String replacement, String what) {

    Edit(int start, int end, String replacement, String what) {
        this(start, start, end, replacement, what);
    }

    String in(String text) {
        return text.substring(0, start) + replacement + text.substring(end);
    }
}
