package dev.tutti.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one sheet of an .xlsx file. The file is somebody's attachment: whatever is in it, reading it takes a bounded
 * amount of memory and ends in rows, or in a sentence that says what is wrong.
 */
final class Spreadsheet {

    static final int MAX_ROWS = 501;
    static final int MAX_COLUMNS = 26;
    static final int MAX_CELL = 1_000;
    /** Beyond the last row that says anything there may be some that only have a colour. */
    private static final int MAX_BLANK_ROWS = 10_000;

    private static final int MOST_REFUSED = 20;
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0]+");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*]|\\\\.");
    private static final Pattern PART_OF_A_DATE = Pattern.compile("[dmyhs]", Pattern.CASE_INSENSITIVE);

    /**
     * What was found.
     *
     * @param rows from the first row on; one that says nothing is empty
     * @param refused what was wrong with cells, each named
     * @param others the names of the sheets that were not read
     */
    record Taken(String sheet, List<List<String>> rows, List<String> refused, List<String> others) {}

    /** There is no such sheet in this file. */
    static final class NoSuchSheet extends Exception {
        NoSuchSheet(String message) {
            super(message);
        }
    }

    /** This cannot be read as a spreadsheet. */
    static final class Unusable extends Exception {
        Unusable(String message) {
            super(message);
        }
    }

    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    private Spreadsheet() {}

    /** @param sheet the name of the one that is wanted; without it the first */
    static Taken read(Path file, @Nullable String sheet) throws IOException, NoSuchSheet, Unusable {
        byte[] bounded = Unpacked.again(file);
        try (ReadableWorkbook workbook =
                new ReadableWorkbook(new ByteArrayInputStream(bounded), new ReadingOptions(true, true))) {
            List<Sheet> sheets = workbook.getSheets().toList();
            Sheet wanted = sheets.stream()
                    .filter(one -> sheet == null || one.getName().equals(sheet))
                    .findFirst()
                    .orElseThrow(() -> new NoSuchSheet("there is no sheet '" + sheet + "'; the file has "
                            + String.join(
                                    ", ", sheets.stream().map(Sheet::getName).toList())));
            Spreadsheet reading = new Spreadsheet();
            try (Stream<Row> stream = wanted.openStream()) {
                reading.take(stream.iterator());
            }
            return new Taken(
                    wanted.getName(),
                    reading.rows,
                    reading.refused,
                    sheets.stream()
                            .filter(other -> other != wanted)
                            .map(Sheet::getName)
                            .toList());
        } catch (IOException | RuntimeException e) {
            throw new Unusable("cannot be read as an .xlsx file; open it in a spreadsheet and save it anew");
        }
    }

    private void take(Iterator<Row> stream) throws Unusable {
        int width = 0;
        while (stream.hasNext() && refused.size() < MOST_REFUSED) {
            Row row = stream.next();
            int number = row.getRowNum();
            List<String> texts = texts(row);
            if (number > MAX_ROWS + MAX_BLANK_ROWS || (number > MAX_ROWS && !texts.isEmpty())) {
                throw new Unusable("the sheet has more than " + MAX_ROWS + " rows");
            }
            if (texts.isEmpty()) {
                continue;
            }
            while (rows.size() < number - 1) {
                rows.add(List.of());
            }
            width = Math.max(width, texts.size());
            rows.add(texts);
        }
        // A sheet does not store the empty cells at the end of a row; a table has them all.
        for (int i = 0; i < rows.size(); i++) {
            List<String> texts = rows.get(i);
            if (!texts.isEmpty()) {
                List<String> wide = new ArrayList<>(texts);
                wide.addAll(java.util.Collections.nCopies(width - texts.size(), ""));
                rows.set(i, List.copyOf(wide));
            }
        }
        if (rows.isEmpty() && refused.isEmpty()) {
            throw new Unusable("the sheet is empty");
        }
    }

    /** Up to the last cell that says something. */
    private List<String> texts(Row row) {
        List<String> texts = new ArrayList<>();
        for (int column = 0; column < row.getCellCount(); column++) {
            Cell cell = row.getCell(column);
            String text = cell == null ? "" : text(cell);
            if (text.isEmpty()) {
                continue;
            }
            if (column >= MAX_COLUMNS) {
                refuse(cell, "stands right of column Z; a table has at most " + MAX_COLUMNS + " columns");
                break;
            }
            while (texts.size() < column) {
                texts.add("");
            }
            texts.add(text);
        }
        return texts;
    }

    private String text(Cell cell) {
        CellType type = cell.getType();
        if (cell.getFormula() != null || type == CellType.FORMULA) {
            return refuse(cell, "holds a formula; paste its value over it");
        }
        String text = switch (type) {
            case NUMBER -> isDate(cell) ? refuse(cell, "holds a date or a time; write it as text") : number(cell);
            case STRING -> plain(cell.asString());
            case BOOLEAN -> String.valueOf(cell.asBoolean());
            case ERROR -> refuse(cell, "holds an error: " + plain(String.valueOf(cell.getRawValue())));
            case EMPTY, FORMULA -> "";
        };
        return text.length() > MAX_CELL ? refuse(cell, "is longer than " + MAX_CELL + " characters") : text;
    }

    private static String number(Cell cell) {
        BigDecimal number = cell.asNumber();
        // 1e9999999 would be written out.
        boolean plain = Math.abs((long) number.scale()) < 50 && number.precision() < 50;
        return plain ? number.stripTrailingZeros().toPlainString() : number.toString();
    }

    private static boolean isDate(Cell cell) {
        String format = cell.getDataFormatString();
        return format != null
                && PART_OF_A_DATE.matcher(QUOTED.matcher(format).replaceAll("")).find();
    }

    /** As a person sees it: on one line, without what spreadsheets put between words. */
    private static String plain(String text) {
        return Normalizer.normalize(BLANKS.matcher(text).replaceAll(" ").strip(), Normalizer.Form.NFC);
    }

    /** What the cell says is not taken. A word stands for it, so that it does not look empty. */
    private String refuse(Cell cell, String why) {
        refused.add(cell.getAddress() + " " + why);
        return "?";
    }
}
