package dev.tutti.policy.table;

/**
 * Something in a table that must be mended.
 *
 * @param line counted from 1, as in a spreadsheet
 * @param column the character in that line, counted from 1
 * @param message names the cell as a spreadsheet does, such as {@code B7}, and its column
 */
public record Flaw(int line, int column, String message) {}
