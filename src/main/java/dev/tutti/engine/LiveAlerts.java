package dev.tutti.engine;

import dev.tutti.decision.Origin;
import dev.tutti.fact.Alert;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Event;
import dev.tutti.fact.Observed;
import dev.tutti.fact.TallyNews;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** The alerts that come and go as events, and when the passing of time alone may matter to one of them. */
final class LiveAlerts {

    private static final long SECOND = 1_000;

    private final Session session;
    private final boolean observing;
    private final boolean counting;
    private final TreeSet<Long> due = new TreeSet<>();

    LiveAlerts(RuleBase ruleBase, Session session) {
        this.session = session;
        this.observing = ruleBase.matches(Observed.class);
        this.counting = ruleBase.matches(TallyNews.class);
    }

    /** The events of an alert that arrives; what no rule matches is not among them. */
    Collection<Event> enter(Alert alert, AlertReport report) {
        Set<Event> events = new LinkedHashSet<>();
        events.add(alert);
        if (observing) {
            events.addAll(report.observed(alert));
        }
        return events;
    }

    /** The same with how the alert was counted, if any rule matches that. */
    Collection<Event> withNews(Collection<Event> events, Collection<TallyNews> news) {
        if (!counting || news.isEmpty()) {
            return events;
        }
        Set<Event> all = new LinkedHashSet<>(events);
        all.addAll(news);
        return all;
    }

    /** After their step: lets the events go that no rule may use later, and notes when time may matter to the others. */
    void settle(Alert alert, AlertReport report, Collection<Event> events) {
        Optional<Set<Long>> kept = session.keepOrLetGo(events);
        if (kept.isPresent() && report.details().revisable()) {
            session.mayBeReplaced(alert, events);
        }
        Set<Long> delays = kept.orElse(Set.of());
        for (long delay : delays) {
            // One moment after the bound, rounded up to a second: at most one tick a second, whatever the load.
            long moment = (alert.effectiveAt() + delay + SECOND) / SECOND * SECOND;
            if (moment > alert.receivedAt()) {
                due.add(moment);
            }
        }
    }

    void forgetBefore(long now) {
        due.headSet(now, true).clear();
    }

    /** What is kept of the alert as a cause, while it is in memory. */
    Optional<Origin> originOf(String alertId) {
        return session.alert(alertId).map(Origin::of);
    }

    OptionalLong nextDue() {
        return due.isEmpty() ? OptionalLong.empty() : OptionalLong.of(due.first());
    }
}
