package dev.tutti.decision;

import dev.tutti.fact.ActionRequested;
import dev.tutti.fact.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One action and all that is known of it now.
 *
 * @param sameness equal for two actions that would do the same; unique among those that are not closed
 * @param digest the {@link ApprovalDigest} that votes are bound to
 * @param notice whether it only tells somebody of another action; nobody judges it
 * @param ordinal its place among the actions that one input opened
 * @param usefulUntil when it expires if it still waits, in milliseconds since the epoch
 * @param closed whether it is over: in a final state, or succeeded and its lease has ended
 * @param judged the judgements that the last ruling stood on
 * @param grounds why it is in this state
 * @param requirements every approval due, and {@code open} those of them that are not met
 * @param votes all that were accepted, the oldest first
 * @param proposers the people who proposed it, who therefore have no vote
 * @param noticed who was told of it
 * @param waiting who was asked for an answer by a time, and did not give it yet
 * @param leaseMinutes how long it stands once it took effect, 0 for as long as its capability does
 * @param glass who broke the glass for it, if somebody did
 * @param renewals who wants its present lease renewed
 * @param alertId the first alert that caused it, {@code ""} when none did
 * @param results what was answered about it when it succeeded, sorted by name
 * @param byPeople whether it is a task: people do it and say what became of it, and no tool is called
 */
public record Action(
        ActionRequested request,
        String sameness,
        String digest,
        boolean notice,
        long openedSequence,
        int ordinal,
        long openedAt,
        long usefulUntil,
        ActionState state,
        boolean closed,
        List<Judged> judged,
        List<Ground> grounds,
        List<Requirement> requirements,
        List<Requirement> open,
        List<Vote> votes,
        List<String> proposers,
        List<String> noticed,
        List<Waiting> waiting,
        int leaseMinutes,
        @Nullable BrokenGlass glass,
        List<Renewal> renewals,
        String alertId,
        List<Parameter> results,
        boolean byPeople)
        implements Comparable<Action> {

    /** More votes than this are refused; nobody needs them. */
    public static final int MAX_VOTES = 200;

    public Action {
        judged = List.copyOf(judged);
        grounds = List.copyOf(grounds);
        requirements = List.copyOf(requirements);
        open = List.copyOf(open);
        votes = List.copyOf(votes);
        proposers = List.copyOf(proposers);
        noticed = List.copyOf(noticed);
        // Journals of 0.1 name none of these.
        waiting = List.copyOf(Objects.requireNonNullElse(waiting, List.of()));
        renewals = List.copyOf(Objects.requireNonNullElse(renewals, List.of()));
        alertId = Objects.requireNonNullElse(alertId, "");
        results = List.copyOf(Objects.requireNonNullElse(results, List.of()));
    }

    static Action open(
            ActionRequested request,
            String sameness,
            String digest,
            boolean notice,
            long sequence,
            int ordinal,
            long at,
            long usefulUntil) {
        List<String> proposers = request.proposer().isEmpty() ? List.of() : List.of(request.proposer());
        return new Action(
                request,
                sameness,
                digest,
                notice,
                sequence,
                ordinal,
                at,
                usefulUntil,
                new ActionState.Requested(),
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                proposers,
                List.of(),
                List.of(),
                0,
                null,
                List.of(),
                "",
                List.of(),
                false);
    }

    public String id() {
        return request.id();
    }

    /** The votes of everybody but those who proposed it, also where somebody else was first. */
    List<Vote> eligibleVotes() {
        return votes.stream().filter(vote -> !isProposedBy(vote.person())).toList();
    }

    /** Whether this person has no vote on it; case makes no other person. */
    boolean isProposedBy(String person) {
        return proposers.stream().anyMatch(person::equalsIgnoreCase);
    }

    /** The order of opening, in which budgets are debited. */
    @Override
    public int compareTo(Action other) {
        int bySequence = Long.compare(openedSequence, other.openedSequence);
        return bySequence != 0 ? bySequence : Integer.compare(ordinal, other.ordinal);
    }

    Action in(ActionState next, List<Ground> why) {
        Draft draft = new Draft(this);
        draft.state = next;
        draft.closed = closed || !next.open();
        draft.grounds = why;
        draft.open = draft.closed ? List.of() : open;
        draft.waiting = next instanceof ActionState.Undispatched ? waiting : List.of();
        draft.renewals = List.of();
        return draft.action();
    }

    Action ruled(List<Judged> standing, Ruling ruling, long now) {
        Draft draft = new Draft(this);
        draft.judged = standing;
        draft.grounds = ruling.grounds();
        draft.requirements = ruling.requirements();
        draft.open = ruling.open();
        draft.waiting = waiting(ruling, now);
        return draft.action();
    }

    /** The clock of a demand starts when it is asked, and goes on while the action is held in between. */
    private List<Waiting> waiting(Ruling ruling, long now) {
        List<Waiting> next = new ArrayList<>();
        for (Requirement due : ruling.open()) {
            Optional<Waiting> known =
                    waiting.stream().filter(each -> each.isFor(due)).findFirst();
            if (known.isPresent()) {
                next.add(known.get());
            } else if (due.answerWithinMinutes() > 0 && ruling instanceof Ruling.Asked) {
                next.add(Waiting.on(due, now));
            }
        }
        return next;
    }

    /** The same at this time: who has not answered by now is overdue. */
    Action waitedUntil(long now) {
        Draft draft = new Draft(this);
        draft.waiting = waiting.stream().map(each -> each.at(now)).toList();
        return draft.action();
    }

    /** Those who did not answer in time. */
    List<Waiting> overdue() {
        return waiting.stream().filter(Waiting::overdue).toList();
    }

    Action leasing(int minutes) {
        Draft draft = new Draft(this);
        draft.leaseMinutes = minutes;
        return draft.action();
    }

    Action with(BrokenGlass broken) {
        Draft draft = new Draft(this);
        draft.glass = broken;
        return draft.action();
    }

    Action renewing(List<Renewal> wanted) {
        Draft draft = new Draft(this);
        draft.renewals = wanted;
        return draft.action();
    }

    Optional<BrokenGlass> override() {
        return Optional.ofNullable(glass);
    }

    Action with(Vote vote) {
        Draft draft = new Draft(this);
        draft.votes = plus(votes, vote);
        return draft.action();
    }

    Action proposedBy(String person) {
        if (person.isEmpty() || proposers.contains(person)) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.proposers = plus(proposers, person);
        return draft.action();
    }

    Action told(String recipient) {
        Draft draft = new Draft(this);
        draft.noticed = plus(noticed, recipient);
        return draft.action();
    }

    /** Whether it was withdrawn because every alert behind it was over. */
    public boolean endedWithItsAlerts() {
        return state.name() == ActionState.Name.WITHDRAWN
                && grounds.stream().anyMatch(ground -> ground.reason().equals(Moves.ALERT_RESOLVED));
    }

    /** Takes the alert as its first, unless it has one. */
    Action causedBy(String alert) {
        if (alert.isEmpty() || !alertId.isEmpty()) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.alertId = alert;
        return draft.action();
    }

    Action forPeople(boolean task) {
        Draft draft = new Draft(this);
        draft.byPeople = task;
        return draft.action();
    }

    /** Whether it waits for people to do it and to say so. */
    boolean isOpenTask() {
        return byPeople && state instanceof ActionState.Dispatched;
    }

    Action resultingIn(List<Parameter> answered) {
        Draft draft = new Draft(this);
        draft.results = answered;
        return draft.action();
    }

    Action boundTo(String newDigest) {
        Draft draft = new Draft(this);
        draft.digest = newDigest;
        return draft.action();
    }

    /** Succeeded with nothing to undo, and the time in which it stood for others is over. */
    Action over() {
        Draft draft = new Draft(this);
        draft.closed = true;
        return draft.action();
    }

    private static <T> List<T> plus(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list);
        longer.add(element);
        return longer;
    }

    /** The parts that change, so that each step above names only those that it changes. */
    private static final class Draft {

        private final Action before;
        private String digest;
        private ActionState state;
        private boolean closed;
        private List<Judged> judged;
        private List<Ground> grounds;
        private List<Requirement> requirements;
        private List<Requirement> open;
        private List<Vote> votes;
        private List<String> proposers;
        private List<String> noticed;
        private List<Waiting> waiting;
        private int leaseMinutes;
        private @Nullable BrokenGlass glass;
        private List<Renewal> renewals;
        private String alertId;
        private List<Parameter> results;
        private boolean byPeople;

        Draft(Action before) {
            this.before = before;
            this.digest = before.digest;
            this.state = before.state;
            this.closed = before.closed;
            this.judged = before.judged;
            this.grounds = before.grounds;
            this.requirements = before.requirements;
            this.open = before.open;
            this.votes = before.votes;
            this.proposers = before.proposers;
            this.noticed = before.noticed;
            this.waiting = before.waiting;
            this.leaseMinutes = before.leaseMinutes;
            this.glass = before.glass;
            this.renewals = before.renewals;
            this.alertId = before.alertId;
            this.results = before.results;
            this.byPeople = before.byPeople;
        }

        Action action() {
            return new Action(
                    before.request,
                    before.sameness,
                    digest,
                    before.notice,
                    before.openedSequence,
                    before.ordinal,
                    before.openedAt,
                    before.usefulUntil,
                    state,
                    closed,
                    judged,
                    grounds,
                    requirements,
                    open,
                    votes,
                    proposers,
                    noticed,
                    waiting,
                    leaseMinutes,
                    glass,
                    renewals,
                    alertId,
                    results,
                    byPeople);
        }
    }
}
