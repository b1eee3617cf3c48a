package dev.tutti.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tutti table import}: one sheet of a spreadsheet becomes a table.csv, which a diff can show. */
@Command(
        name = "import",
        description = {
            "Turn one sheet of an .xlsx file into CSV.",
            "Every row becomes a line and keeps its number, so that B7 of a finding is B7 of the sheet. Hidden rows and"
                    + " columns are taken, too. Formulas, dates and errors are refused, each with its cell.",
            "What the table says is then checked by tutti lint."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Tutti.Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  tutti table import matrix.xlsx",
            "  tutti table import matrix.xlsx --sheet Authority --out rules/coordination/authority_matrix/table.csv"
        })
final class TableImportCommand implements Callable<Integer> {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE.xlsx", description = "the spreadsheet")
    private Path file = Path.of("");

    @Option(names = "--sheet", paramLabel = "NAME", description = "the sheet's name (default: the first sheet)")
    private @Nullable String sheet;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "where the CSV goes, over what is there (default: stdout)")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw wrongUse("there is no file " + file);
        }
        Spreadsheet.Taken taken;
        try {
            taken = Spreadsheet.read(file, sheet);
        } catch (Spreadsheet.NoSuchSheet e) {
            throw wrongUse(String.valueOf(e.getMessage()));
        } catch (Spreadsheet.Unusable e) {
            commandLine().getErr().println("tutti: " + file + ": " + e.getMessage());
            return 1;
        }
        taken.refused().forEach(why -> commandLine().getErr().println(file + ": " + why));
        if (!taken.refused().isEmpty()) {
            commandLine().getErr().println("tutti: nothing was taken; mend the sheet first");
            return 1;
        }
        String csv = csv(taken.rows());
        PrintWriter said = out == null ? commandLine().getErr() : commandLine().getOut();
        if (out == null) {
            commandLine().getOut().print(csv);
            commandLine().getOut().flush();
        } else {
            Files.writeString(out, csv);
        }
        taken.others()
                .forEach(other -> commandLine().getErr().println("tutti: the sheet '" + other + "' was left out"));
        said.println("took %d rows of %d columns from the sheet '%s'%s"
                .formatted(
                        taken.rows().stream().filter(row -> !row.isEmpty()).count(),
                        taken.rows().stream().mapToInt(List::size).max().orElse(0),
                        taken.sheet(),
                        out == null ? "" : " to " + out));
        said.flush();
        return 0;
    }

    private static String csv(List<List<String>> rows) throws IOException {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
            for (List<String> row : rows) {
                if (row.isEmpty()) {
                    printer.println();
                } else {
                    printer.printRecord(row);
                }
            }
        }
        return text.toString();
    }

    private ParameterException wrongUse(String message) {
        return new ParameterException(commandLine(), message);
    }

    private picocli.CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the specification before it calls");
        }
        return spec.commandLine();
    }
}
