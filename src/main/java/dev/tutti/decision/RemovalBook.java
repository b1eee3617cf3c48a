package dev.tutti.decision;

import dev.tutti.fact.ApproverKind;
import dev.tutti.fact.NoTouch;
import dev.tutti.fact.NoTouchRemoval;
import dev.tutti.fact.RemovalState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What people want taken from the no-touch list. An entry leaves it only when somebody else agrees in time with whoever proposed
 * it, and both hold then a role that may change the list, in a right of their own: nobody answers here in the place of another.
 * Whatever else happens, the entry stands.
 */
final class RemovalBook {

    /** How long a proposal waits unless configured otherwise. */
    static final Duration WITHIN = Duration.ofDays(1);

    /** More than these do not wait at once. */
    static final int MOST_WAITING = 100;

    /** Of those that are answered, expired or lapsed so many are kept, the last ones. */
    static final int MOST_ENDED = 200;

    private static final List<String> ROLES = List.of("risk-officer", "admin");

    private final KnownContext context;
    private final Map<String, NoTouchRemoval> waiting = new TreeMap<>();
    private final Deque<NoTouchRemoval> ended = new ArrayDeque<>();

    RemovalBook(KnownContext context) {
        this.context = context;
    }

    /** Takes one as it was committed. */
    void keep(NoTouchRemoval removal) {
        drop(removal.factId());
        if (removal.waiting()) {
            waiting.put(removal.entry(), removal);
        } else {
            ended.addLast(removal);
        }
    }

    void drop(String factId) {
        waiting.values().removeIf(removal -> removal.factId().equals(factId));
        ended.removeIf(removal -> removal.factId().equals(factId));
    }

    /** The last word counts: one that waits for the same entry lapses. */
    Answer propose(Input.RemovalProposed wish, long now, Effects effects) {
        Optional<NoTouch> entry = context.find("NoTouch:" + wish.entry(), NoTouch.class);
        if (entry.isEmpty()) {
            return new Answer.Refused(Refusal.UNKNOWN_FACT);
        }
        if (!mayChangeTheList(wish.by(), now)) {
            return new Answer.Refused(Refusal.NO_RIGHT);
        }
        lapse(wish.entry(), now, effects);
        if (waiting.size() >= MOST_WAITING) {
            return new Answer.Refused(Refusal.TOO_MANY_REMOVALS);
        }
        NoTouchRemoval removal = NoTouchRemoval.waiting(
                wish.id(), entry.get(), wish.by(), wish.reason(), now, now + wish.withinMillis());
        waiting.put(removal.entry(), removal);
        record(removal, effects);
        return new Answer.Noted();
    }

    /** Takes the entry away when a second person agrees; the caller has what waits ruled on again. */
    Answer answer(Input.RemovalAnswered given, long now, Effects effects) {
        NoTouchRemoval removal = waiting.values().stream()
                .filter(each -> each.id().equals(given.id()))
                .findFirst()
                .orElse(null);
        if (removal == null) {
            return new Answer.Refused(Refusal.UNKNOWN_REMOVAL);
        }
        if (removal.by().equalsIgnoreCase(given.by())) {
            return new Answer.Refused(Refusal.SELF_APPROVAL);
        }
        if (!mayChangeTheList(given.by(), now)) {
            return new Answer.Refused(Refusal.NO_RIGHT);
        }
        boolean agreed = given.verdict() == Verdict.APPROVE;
        if (agreed && !mayChangeTheList(removal.by(), now)) {
            return new Answer.Refused(Refusal.PROPOSER_WITHOUT_RIGHT);
        }
        if (agreed) {
            String factId = "NoTouch:" + removal.entry();
            context.end(factId, effects.facts());
            effects.forget(factId);
        }
        end(removal, agreed ? RemovalState.AGREED : RemovalState.REFUSED, given.by(), given.reason(), now, effects);
        return new Answer.Noted();
    }

    /** Ends what nobody has answered by this time. */
    void expire(long now, Effects effects) {
        List.copyOf(waiting.values()).stream()
                .filter(removal -> removal.until() <= now)
                .forEach(removal -> end(removal, RemovalState.EXPIRED, "", "nobody answered in time", now, effects));
    }

    /** Somebody stated the entry anew, or proposed its removal anew: what waited was about what stood before. */
    void lapse(String entry, long now, Effects effects) {
        NoTouchRemoval removal = waiting.get(entry);
        if (removal != null) {
            end(removal, RemovalState.LAPSED, "", "the entry or the proposal was stated anew", now, effects);
        }
    }

    /** When the next one expires. */
    OptionalLong nextDue() {
        return waiting.values().stream().mapToLong(NoTouchRemoval::until).min();
    }

    private void end(NoTouchRemoval removal, RemovalState as, String by, String why, long now, Effects effects) {
        waiting.remove(removal.entry());
        NoTouchRemoval over = removal.ended(as, by, why, now);
        ended.addLast(over);
        record(over, effects);
        while (ended.size() > MOST_ENDED) {
            NoTouchRemoval oldest = ended.stream()
                    .min(Comparator.comparingLong(NoTouchRemoval::endedAt).thenComparing(NoTouchRemoval::id))
                    .orElseThrow();
            ended.remove(oldest);
            context.end(oldest.factId(), effects.facts());
            effects.forget(oldest.factId());
        }
    }

    private void record(NoTouchRemoval removal, Effects effects) {
        context.state(removal, effects.facts());
        effects.record(removal);
    }

    private boolean mayChangeTheList(String person, long now) {
        Electorate electorate = context.electorate(now);
        return ROLES.stream().anyMatch(role -> electorate.is(person, ApproverKind.ROLE, role));
    }
}
