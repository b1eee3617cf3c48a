package dev.tutti.policy;

import dev.tutti.policy.table.Frame;
import dev.tutti.policy.table.Table;
import dev.tutti.policy.table.TableKind;
import dev.tutti.policy.table.TableReading;
import java.util.List;
import java.util.Optional;

/** A {@code table.csv} in its policy's folder. */
final class TableSource {

    private final YamlDocument head;
    private final SourceFile file;
    private final Phase phase;
    private final String path;
    private final List<Finding> findings;

    /** @param path of the policy's folder, relative to the rules folder */
    TableSource(YamlDocument head, SourceFile file, Phase phase, String path, List<Finding> findings) {
        this.head = head;
        this.file = file;
        this.phase = phase;
        this.path = path;
        this.findings = findings;
    }

    /** The table, unless something about it was added to the findings. */
    Optional<Table> read() {
        String word = head.root().path("table").asText();
        Optional<TableKind> kind = TableKind.of(word);
        if (kind.isEmpty()) {
            findings.add(Finding.of(
                    head.file().shown(),
                    "say of which kind table.csv is, as in: table: " + TableKind.AUTHORITY.word()));
            return Optional.empty();
        }
        if (!kind.get().group().equals(phase.group())) {
            findings.add(head.at("/table", "a table of this kind does not belong in " + phase.folder() + "/"));
            return Optional.empty();
        }
        String folder = path.substring(path.lastIndexOf('/') + 1);
        if (!PolicyFolder.SNAKE_CASE.matcher(folder).matches()) {
            return Optional.empty(); // the name of the folder stands in the rules, and was complained of
        }
        Frame frame = new Frame(
                ("rules/" + path).replace('/', '.'),
                head.root().path("id").asText(),
                phase.group(),
                folder.replace('_', ' '));
        TableReading reading = Table.read(kind.get(), head.texts("capabilities"), frame, file.text());
        reading.flaws()
                .forEach(flaw -> findings.add(new Finding(file.shown(), flaw.line(), flaw.column(), flaw.message())));
        return reading.table();
    }
}
