package dev.tutti.conductor;

import dev.tutti.decision.Identities;
import dev.tutti.decision.SourceId;
import dev.tutti.fact.AlertReport;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Which partition an alert belongs to that its source revises: the one that heard of it first, whatever the alert says by
 * now. What no source revises is never looked up; the others once, as long as they are among the last that were heard of.
 */
final class Homes {

    private static final int MOST = 10_000;

    /** Where it stands. */
    interface Rows {
        Map<SourceId, String> homesOf(Collection<SourceId> alerts) throws SQLException;
    }

    private final Rows rows;
    private final Executor lookUps;
    private final Map<String, String> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    /** @param lookUps whose threads may wait for the database */
    Homes(Rows rows, Executor lookUps) {
        this.rows = rows;
        this.lookUps = lookUps;
    }

    /** Looks up what is to be; it fails with an {@link SQLException} as its cause when that cannot be done now. */
    CompletableFuture<Void> ready(List<AlertReport> reports) {
        List<SourceId> unknown = unknown(reports);
        return unknown.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.runAsync(() -> lookUp(unknown), lookUps);
    }

    /**
     * Its home, after it was made {@link #ready}. What nobody has heard of is at home here from now on, also while it waits
     * to be committed.
     *
     * @param here where its content belongs
     */
    String of(AlertReport report, String here) {
        if (!report.details().revisable()) {
            return here;
        }
        synchronized (remembered) {
            return remembered.computeIfAbsent(key(SourceId.of(report)), id -> here);
        }
    }

    /** Where those of the reports are at home that somebody has heard of; nothing is remembered. Waits for the database. */
    Map<SourceId, String> known(List<AlertReport> reports) throws SQLException {
        Map<SourceId, String> known = new HashMap<>();
        List<SourceId> unknown = unknown(reports);
        if (!unknown.isEmpty()) {
            known.putAll(rows.homesOf(unknown));
        }
        synchronized (remembered) {
            for (AlertReport report : reports) {
                String home = remembered.get(key(SourceId.of(report)));
                if (home != null) {
                    known.put(SourceId.of(report), home);
                }
            }
        }
        return known;
    }

    private List<SourceId> unknown(List<AlertReport> reports) {
        synchronized (remembered) {
            return reports.stream()
                    .filter(report -> report.details().revisable())
                    .map(SourceId::of)
                    .distinct()
                    .filter(id -> !remembered.containsKey(key(id)))
                    .toList();
        }
    }

    private void lookUp(List<SourceId> unknown) {
        try {
            Map<SourceId, String> found = rows.homesOf(unknown);
            synchronized (remembered) {
                found.forEach((id, home) -> remembered.putIfAbsent(key(id), home));
            }
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }

    /** An id may be long, and a sender chose it. */
    private static String key(SourceId id) {
        return Identities.alert(id.tenant(), id.source(), id.id(), "");
    }
}
