package dev.tutti.action;

import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Ground;
import dev.tutti.decision.Input;
import dev.tutti.decision.NoTouchCheck;
import dev.tutti.decision.NoTouchList;
import dev.tutti.fact.Asset;
import dev.tutti.fact.Context;
import dev.tutti.fact.NoTouch;
import dev.tutti.fact.TargetType;
import dev.tutti.journal.JournalJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** The no-touch check as it stands this moment: somebody may have protected the target after the decision. */
final class Protection {

    private static final int SECONDS_PER_STATEMENT = 10;

    /** Whatever is known under the target's name or address, so that its other names can be looked up. */
    private static final String PRESENT = """
            select body -> 'fact' from context_entry
             where partition = ? and until_sequence is null
               and (kind = 'NoTouch'
                    or kind = 'Asset' and (lower(body -> 'fact' ->> 'name') = lower(?)
                        or exists (select 1 from jsonb_array_elements_text(body -> 'fact' -> 'addresses') address
                                    where lower(address) = lower(?))))
            """;

    private final DataSource database;
    private final AtomicLong changes = new AtomicLong();

    Protection(DataSource database) {
        this.database = database;
    }

    /** To be told of every commit, before anything that it orders is begun. */
    void committed(List<Conclusion> conclusions) {
        for (Conclusion conclusion : conclusions) {
            if (conclusion.input() instanceof Input.ContextStated || conclusion.input() instanceof Input.ContextEnded) {
                changes.incrementAndGet();
            }
        }
    }

    /** While this stays the same, what was decided on nobody could decide otherwise now. */
    long changes() {
        return changes.get();
    }

    /** Why this target must not be acted on; {@code ""} when it may. */
    String objection(String partition, TargetType type, String target) throws SQLException {
        List<NoTouch> entries = new ArrayList<>();
        List<String> aliases = new ArrayList<>();
        for (Context fact : present(partition, target)) {
            if (fact instanceof NoTouch noTouch) {
                entries.add(noTouch);
            } else if (fact instanceof Asset asset) {
                aliases.add(asset.name());
                aliases.addAll(asset.addresses());
            }
        }
        return NoTouchCheck.of(type, target, aliases, new NoTouchList(entries))
                .flatMap(denied -> denied.grounds().stream().findFirst())
                .map(Protection::text)
                .orElse("");
    }

    private List<Context> present(String partition, String target) throws SQLException {
        List<Context> facts = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(PRESENT)) {
            select.setQueryTimeout(SECONDS_PER_STATEMENT);
            select.setString(1, partition);
            select.setString(2, target);
            select.setString(3, target);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    facts.add(JournalJson.read(rows.getString(1), Context.class));
                }
            }
        }
        return facts;
    }

    private static String text(Ground ground) {
        return String.join(", ", ground.policies()) + ": " + ground.text();
    }
}
