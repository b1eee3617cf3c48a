package dev.tutti.policy.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The cells of a CSV text. A row is a line and a line is a row: no cell holds a line break, so that what a reviewer reads
 * as a row is one, and its number is that of the spreadsheet.
 *
 * @param header the first line
 * @param rows the others, without blank ones
 */
record Grid(List<Cell> header, List<List<Cell>> rows) {

    static final int MAX_ROWS = 500;
    static final int MAX_COLUMNS = 26;
    static final int MAX_CELL = 1_000;

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();

    /** Empty when the text is no table at all. */
    static Optional<Grid> read(String text, List<Flaw> flaws) {
        String[] lines = text.split("\r?\n", -1);
        List<Cell> header = cells(lines[0], 1, List.of(), flaws);
        if (header.stream().allMatch(Cell::blank)) {
            flaws.add(new Flaw(1, 1, "the first line names the columns"));
            return Optional.empty();
        }
        if (header.size() == 1 && header.get(0).text().contains(";")) {
            flaws.add(new Flaw(1, 1, "cells are separated by commas, not by semicolons"));
            return Optional.empty();
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            if (lines[i].isBlank()) {
                continue;
            }
            List<Cell> row = cells(lines[i], i + 1, header, flaws);
            if (row.stream().allMatch(Cell::blank)) {
                continue;
            }
            if (rows.size() == MAX_ROWS) {
                flaws.add(new Flaw(i + 1, 1, "a table has at most " + MAX_ROWS + " rows; make two policies of it"));
                break;
            }
            rows.add(row);
        }
        return Optional.of(new Grid(header, rows));
    }

    private static List<Cell> cells(String line, int number, List<Cell> header, List<Flaw> flaws) {
        List<Integer> offsets = offsets(line);
        if (offsets.size() > MAX_COLUMNS) {
            flaws.add(new Flaw(number, offsets.get(MAX_COLUMNS), "a table has at most " + MAX_COLUMNS + " columns"));
            return List.of();
        }
        List<Cell> cells = new ArrayList<>();
        for (String text : texts(line, number, flaws)) {
            int index = cells.size();
            String column = index < header.size() ? header.get(index).text() : "";
            Cell cell = new Cell(column, index, number, offsets.get(Math.min(index, offsets.size() - 1)), text.strip());
            if (cell.text().length() > MAX_CELL) {
                flaws.add(cell.flaw("is longer than " + MAX_CELL + " characters"));
                cell = cell.saying("");
            }
            cells.add(cell);
        }
        return cells;
    }

    private static List<String> texts(String line, int number, List<Flaw> flaws) {
        try (CSVParser parser = CSVParser.parse(line, FORMAT)) {
            List<CSVRecord> records = parser.getRecords();
            return records.isEmpty() ? List.of("") : records.get(0).toList();
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            flaws.add(new Flaw(
                    number, 1, "this line is not CSV: a quote that opens a cell closes it, and stands doubled within"));
            return List.of();
        }
    }

    /** Where each cell begins, counted from 1: behind the commas that stand outside of quotes. */
    private static List<Integer> offsets(String line) {
        List<Integer> offsets = new ArrayList<>(List.of(1));
        boolean quoted = false;
        for (int i = 0; i < line.length() && offsets.size() <= MAX_COLUMNS; i++) {
            if (line.charAt(i) == '"') {
                quoted = !quoted;
            } else if (line.charAt(i) == ',' && !quoted) {
                offsets.add(i + 2);
            }
        }
        return offsets;
    }
}
