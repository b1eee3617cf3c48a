package dev.tutti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code tutti table import} on spreadsheets as people send them, and as nobody should. */
class TableImportTest {

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void turnsTheFirstSheetIntoCsv() throws IOException {
        Path file = spreadsheet(sheet -> {
            row(sheet, 0, "proposer", "mode", "quorum", "note");
            row(sheet, 1, "policy", "ask");
            sheet.value(1, 2, 2);
            sheet.value(1, 3, "two, \"three\"\nor more\u00a0");
            row(sheet, 3, " responder ", "enforce");
        });

        assertThat(run(file)).isZero();
        assertThat(out.toString()).isEqualTo("""
                proposer,mode,quorum,note
                policy,ask,2,"two, ""three"" or more"

                responder,enforce,,
                """);
        assertThat(err.toString()).isEqualTo("took 3 rows of 4 columns from the sheet 'Matrix'\n");
    }

    @Test
    void writesTheSheetThatIsNamedToAFile() throws IOException {
        Path file = folder.resolve("two.xlsx");
        try (OutputStream to = Files.newOutputStream(file);
                Workbook workbook = new Workbook(to, "test", "1.0")) {
            row(workbook.newWorksheet("Cover"), 0, "read me");
            row(workbook.newWorksheet("Authority"), 0, "proposer");
        }
        Path csv = folder.resolve("table.csv");

        assertThat(run(file, "--sheet", "Authority", "--out", csv.toString())).isZero();
        assertThat(csv).content().isEqualTo("proposer\n");
        assertThat(out.toString()).isEqualTo("took 1 rows of 1 columns from the sheet 'Authority' to " + csv + "\n");
        assertThat(err.toString()).isEqualTo("tutti: the sheet 'Cover' was left out\n");
    }

    @Test
    void namesTheSheetsWhenThereIsNoneOfThatName() throws IOException {
        assertThat(run(spreadsheet(sheet -> row(sheet, 0, "x")), "--sheet", "Other"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("there is no sheet 'Other'; the file has Matrix");
    }

    @Test
    void refusesWhatIsNotSaidInTheCellItself() throws IOException {
        Path file = spreadsheet(sheet -> {
            row(sheet, 0, "a", "b", "c");
            sheet.formula(1, 1, "CONCATENATE(\"en\",\"force\")");
            sheet.value(2, 2, LocalDate.of(2026, 3, 1));
            sheet.style(2, 2).format("yyyy-MM-dd").set();
            sheet.value(3, 0, "x".repeat(1_001));
            sheet.value(4, 30, "far");
        });
        Path csv = folder.resolve("table.csv");

        assertThat(run(file, "--out", csv.toString())).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly(
                        file + ": B2 holds a formula; paste its value over it",
                        file + ": C3 holds a date or a time; write it as text",
                        file + ": A4 is longer than 1000 characters",
                        file + ": AE5 stands right of column Z; a table has at most 26 columns",
                        "tutti: nothing was taken; mend the sheet first");
        assertThat(out.toString()).isEmpty();
        assertThat(csv).doesNotExist();
    }

    @Test
    void takesNumbersAsTheyAreWritten() throws IOException {
        Path file = spreadsheet(sheet -> {
            sheet.value(0, 0, 100);
            sheet.value(0, 1, 2.5);
            sheet.value(0, 2, true);
        });

        assertThat(run(file)).isZero();
        assertThat(out.toString()).isEqualTo("100,2.5,true\n");
    }

    @Test
    void rowsAreCounted() throws IOException {
        Path file = spreadsheet(sheet -> {
            for (int i = 0; i < 502; i++) {
                row(sheet, i, "x");
            }
        });

        assertThat(run(file)).isEqualTo(1);
        assertThat(err.toString()).contains("the sheet has more than 501 rows");
    }

    @Test
    void anEmptySheetIsNoTable() throws IOException {
        assertThat(run(spreadsheet(sheet -> {}))).isEqualTo(1);
        assertThat(err.toString()).contains("the sheet is empty");
    }

    @Test
    void whatIsNoSpreadsheetIsRefused() throws IOException {
        Path text = folder.resolve("matrix.xlsx");
        Files.writeString(text, "proposer,mode\n");
        Path old = folder.resolve("old.xlsx");
        Files.write(old, new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0});

        for (Path file : new Path[] {text, old}) {
            assertThat(run(file)).isEqualTo(1);
        }
        assertThat(err.toString().lines()).hasSize(2).allMatch(line -> line.contains("is not an .xlsx file"));
        assertThat(run(folder.resolve("nowhere.xlsx"))).isEqualTo(2);
    }

    @Test
    void aBombIsNotUnpacked() throws IOException {
        Path file = changed(
                spreadsheet(sheet -> row(sheet, 0, "x")),
                parts -> parts.put("xl/media/bomb.xml", new byte[Unpacked.MAX_BYTES + 1]));

        assertThat(Files.size(file)).isLessThan(Unpacked.MAX_FILE);
        assertThat(run(file)).isEqualTo(1);
        assertThat(err.toString()).contains("unpacks to more than 48 MiB");
    }

    @Test
    void aLargeFileIsNotOpened() throws IOException {
        Path file = folder.resolve("large.xlsx");
        Files.write(file, new byte[(int) Unpacked.MAX_FILE + 1]);

        assertThat(run(file)).isEqualTo(1);
        assertThat(err.toString()).contains("is larger than 4 MiB");
    }

    @Test
    void entitiesAreNotExpanded() throws IOException {
        Path file = changed(
                spreadsheet(sheet -> row(sheet, 0, "x")),
                parts -> replace(
                        parts,
                        "xl/worksheets/sheet1.xml",
                        "<worksheet",
                        "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\">]><worksheet"));

        assertThat(run(file)).isEqualTo(1);
        assertThat(err.toString()).contains("XML with a document type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ZZZZZZZ1",
                "&#90;ZZZZZZ1",
                "zzzzzzzz1",
                "A99999999999",
                "A0",
                "1",
                "",
                "A-1",
                "XFD1048577",
                "A2000000000"
            })
    void aCellAtTheEndOfTheWorldMakesNoRoomForAllBeforeIt(String reference) throws IOException {
        Path file = changed(
                spreadsheet(sheet -> row(sheet, 0, "x")),
                parts -> replace(parts, "xl/worksheets/sheet1.xml", "r=\"A1\"", "r=\"" + reference + "\""));

        assertThat(run(file)).isIn(0, 1);
        assertThat(out.toString().length()).isLessThan(100_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999", "2000000000", "-5", "0", "x"})
    void aRowAtTheEndOfTheWorldMakesNoRoomForAllBeforeIt(String number) throws IOException {
        Path file = changed(
                spreadsheet(sheet -> row(sheet, 0, "x")),
                parts -> replace(parts, "xl/worksheets/sheet1.xml", "<row r=\"1\"", "<row r=\"" + number + "\""));

        assertThat(run(file)).isIn(0, 1);
        assertThat(out.toString().length()).isLessThan(100_000);
    }

    @Test
    void aCountThatIsALieMakesNoRoom() throws IOException {
        Path file = changed(
                spreadsheet(sheet -> row(sheet, 0, "x", "y")),
                parts -> replace(parts, "xl/sharedStrings.xml", "uniqueCount=\"2\"", "uniqueCount=\"2000000000\""));

        assertThat(run(file)).isZero();
        assertThat(out.toString()).isEqualTo("x,y\n");
    }

    private Path spreadsheet(Consumer<Worksheet> content) throws IOException {
        Path file = folder.resolve("matrix.xlsx");
        try (OutputStream to = Files.newOutputStream(file);
                Workbook workbook = new Workbook(to, "test", "1.0")) {
            content.accept(workbook.newWorksheet("Matrix"));
        }
        return file;
    }

    private static void row(Worksheet sheet, int number, String... texts) {
        for (int i = 0; i < texts.length; i++) {
            sheet.value(number, i, texts[i]);
        }
    }

    private Path changed(Path file, Consumer<Map<String, byte[]>> change) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry part : zip.stream().map(ZipEntry.class::cast).toList()) {
                parts.put(part.getName(), zip.getInputStream(part).readAllBytes());
            }
        }
        change.accept(parts);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        Path other = folder.resolve("changed.xlsx");
        Files.write(other, packed.toByteArray());
        return other;
    }

    private static void replace(Map<String, byte[]> parts, String part, String from, String to) {
        String text = new String(parts.getOrDefault(part, new byte[0]), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        parts.put(part, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
    }

    private int run(Path file, String... more) {
        String[] words = new String[more.length + 3];
        words[0] = "table";
        words[1] = "import";
        words[2] = file.toString();
        System.arraycopy(more, 0, words, 3, more.length);
        return Tutti.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }
}
