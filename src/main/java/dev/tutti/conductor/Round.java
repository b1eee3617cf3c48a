package dev.tutti.conductor;

import dev.tutti.conductor.Reception.Receipt;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Identities;
import dev.tutti.decision.Input;
import dev.tutti.engine.Partition;
import dev.tutti.fact.AlertReport;
import dev.tutti.journal.Journal;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * One attempt at some works: what other partitions committed and what is due by itself first, then one input after the
 * other, one commit, and only then the answers. When it throws nothing was answered, and the partition must be thrown away.
 */
final class Round {

    private final Journal journal;
    private final News news;
    private final Steps steps;
    private final Commits commits;
    private final Clock clock;

    Round(Journal journal, News news, Steps steps, Commits commits, Clock clock) {
        this.journal = journal;
        this.news = news;
        this.steps = steps;
        this.commits = commits;
        this.clock = clock;
    }

    /**
     * Concludes, commits and answers.
     *
     * @param settingAside whether the works, or without works what is due, are set aside without asking the rules
     * @return whether the partition can go on; if not, the rules were not told everything, and it must be rebuilt
     */
    boolean take(Partition ready, List<Work> works, boolean settingAside) throws SQLException {
        KnownAlerts known = known(works);
        List<Conclusion> conclusions = new ArrayList<>(news.hear(ready, ready.now(), steps::watched));
        List<Runnable> answers = new ArrayList<>();
        if (works.isEmpty()) {
            due(ready, now(ready), conclusions, settingAside);
        }
        for (Work work : works) {
            long now = now(ready);
            due(ready, now, conclusions, false);
            if (work instanceof Work.Single single) {
                Conclusion conclusion = conclude(ready, single.input(), now, settingAside);
                conclusions.add(conclusion);
                answers.add(() -> single.answer(conclusion.answer()));
            } else if (work instanceof Work.Alerts alerts) {
                List<Receipt> receipts = new ArrayList<>();
                for (AlertReport report : alerts.reports()) {
                    receipts.add(receive(ready, report, now, known, conclusions, settingAside));
                }
                answers.add(() -> alerts.answer().complete(new Reception.Received(receipts)));
            }
        }
        commits.commit(conclusions, known.redelivered());
        answers.forEach(Runnable::run);
        return conclusions.stream().noneMatch(conclusion -> conclusion.input() instanceof Input.SetAside);
    }

    /** What is due comes before what arrives at the same time, one due time after the other. */
    private void due(Partition ready, long now, List<Conclusion> conclusions, boolean settingAside)
            throws SQLException {
        for (OptionalLong due = ready.nextDue(); due.isPresent() && due.getAsLong() <= now; due = ready.nextDue()) {
            conclusions.add(conclude(ready, new Input.Tick(), Math.max(due.getAsLong(), ready.now()), settingAside));
            if (settingAside) {
                return;
            }
        }
    }

    private Receipt receive(
            Partition ready,
            AlertReport report,
            long now,
            KnownAlerts known,
            List<Conclusion> conclusions,
            boolean settingAside)
            throws SQLException {
        String alertId = Identities.alert(report);
        var repeat = known.repeat(alertId);
        if (repeat.isPresent()) {
            return repeat.get();
        }
        Input.AlertReceived received = known.input(alertId, report, conclusions);
        Conclusion conclusion = conclude(ready, received, now, settingAside);
        conclusions.add(conclusion);
        return known.receipt(received, conclusion.decisions().get(0));
    }

    private Conclusion conclude(Partition ready, Input input, long at, boolean settingAside) throws SQLException {
        return settingAside ? steps.setAside(ready, input, at) : steps.apply(ready, input, at);
    }

    private KnownAlerts known(List<Work> works) throws SQLException {
        List<AlertReport> reports = works.stream()
                .filter(Work.Alerts.class::isInstance)
                .flatMap(work -> ((Work.Alerts) work).reports().stream())
                .toList();
        return KnownAlerts.of(reports, journal);
    }

    private long now(Partition ready) {
        return Math.max(clock.millis(), ready.now());
    }
}
