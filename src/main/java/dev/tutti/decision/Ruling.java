package dev.tutti.decision;

import java.util.List;

/**
 * What the judgements and votes on one action amount to. Grounds and requirements are sorted, so that the same judgements
 * give an equal ruling in whatever order they came.
 */
public sealed interface Ruling permits Ruling.Denied, Ruling.Held, Ruling.Asked, Ruling.Permitted {

    /** Why; for {@link Asked} what is still lacking, for {@link Permitted} the permits and the approvals that were met. */
    List<Ground> grounds();

    /** Every approval that is due, met or not; empty where nobody is asked. */
    List<Requirement> requirements();

    /** The approvals that are due and not met. */
    default List<Requirement> open() {
        return List.of();
    }

    /** What an alert's decision record says when this is the strictest ruling in it. */
    Headline headline();

    /** Where this ruling takes an action that was not dispatched yet; itself when it is there already. */
    ActionState lead(ActionState.Undispatched from);

    /** Denied 3, held 2, asked 1, permitted 0. */
    int strictness();

    default boolean laxerThan(Ruling other) {
        return strictness() < other.strictness();
    }

    /** The name that stands in the decision record: {@code DENIED}, {@code HELD}, {@code ASKED} or {@code PERMITTED}. */
    String name();

    /** It never goes out. */
    record Denied(List<Ground> grounds, List<Requirement> requirements) implements Ruling {
        public Denied {
            grounds = grounds.stream().sorted().toList();
            requirements = requirements.stream().sorted().toList();
        }

        @Override
        public int strictness() {
            return 3;
        }

        @Override
        public String name() {
            return "DENIED";
        }

        @Override
        public Headline headline() {
            return Headline.DENIED;
        }

        @Override
        public ActionState lead(ActionState.Undispatched from) {
            return from.deny();
        }
    }

    /** It waits until the cause goes away; who will have to be asked then can be asked meanwhile. */
    record Held(List<Ground> grounds, List<Requirement> requirements, List<Requirement> open) implements Ruling {
        public Held {
            grounds = grounds.stream().sorted().toList();
            requirements = requirements.stream().sorted().toList();
            open = open.stream().sorted().toList();
        }

        @Override
        public int strictness() {
            return 2;
        }

        @Override
        public String name() {
            return "HELD";
        }

        @Override
        public Headline headline() {
            return Headline.HELD;
        }

        @Override
        public ActionState lead(ActionState.Undispatched from) {
            return from.hold();
        }
    }

    /** It waits for people. */
    record Asked(List<Ground> grounds, List<Requirement> requirements, List<Requirement> open) implements Ruling {
        public Asked {
            grounds = grounds.stream().sorted().toList();
            requirements = requirements.stream().sorted().toList();
            open = open.stream().sorted().toList();
        }

        @Override
        public int strictness() {
            return 1;
        }

        @Override
        public String name() {
            return "ASKED";
        }

        @Override
        public Headline headline() {
            return Headline.ASKED;
        }

        @Override
        public ActionState lead(ActionState.Undispatched from) {
            return from.ask();
        }
    }

    /** It may go out now; its budgets are debited. */
    record Permitted(List<Ground> grounds, List<Requirement> requirements) implements Ruling {
        public Permitted {
            grounds = grounds.stream().sorted().toList();
            requirements = requirements.stream().sorted().toList();
        }

        @Override
        public int strictness() {
            return 0;
        }

        @Override
        public String name() {
            return "PERMITTED";
        }

        @Override
        public Headline headline() {
            return Headline.ACTED;
        }

        @Override
        public ActionState lead(ActionState.Undispatched from) {
            return from.permit();
        }
    }
}
