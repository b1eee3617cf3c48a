package dev.tutti.decision;

import dev.tutti.fact.ActionRequested;
import dev.tutti.fact.Proposal;
import java.util.List;

/**
 * How one alert ended, silence included. It never changes; what happens later is a {@link Transition} of an action.
 *
 * @param sequence the alert's place in the journal
 * @param at the journal's time, in milliseconds since the epoch
 * @param ruleSetVersion the digest of the rules that were in force
 */
public record DecisionRecord(
        String alertId, long sequence, long at, Headline headline, String ruleSetVersion, List<Item> items) {

    public DecisionRecord {
        items = List.copyOf(items);
    }

    /** The record of an alert that was judged: its headline is the strongest of its items, or {@code UNMATCHED}. */
    public static DecisionRecord of(String alertId, long sequence, long at, String ruleSetVersion, List<Item> items) {
        Headline headline =
                Headline.highest(items.stream().map(Item::headline).toList()).orElse(Headline.UNMATCHED);
        return new DecisionRecord(alertId, sequence, at, headline, ruleSetVersion, items);
    }

    /**
     * One action that the alert asked for.
     *
     * @param joined whether the action was open or in force before this alert, which became a further cause of it
     * @param ruling {@code DENIED}, {@code HELD}, {@code ASKED} or {@code PERMITTED}; of an action that was joined after its
     *     dispatch, the name of its state; of an action of another partition, {@code ELSEWHERE}; of what
     *     the same alert had asked for before, {@code ASKED_BEFORE}
     * @param open the approvals that are due and not met
     */
    public record Item(
            String actionId,
            String capability,
            String target,
            boolean joined,
            String ruling,
            List<Ground> grounds,
            List<Requirement> open) {

        private static final String ELSEWHERE = "ELSEWHERE";
        private static final String ASKED_BEFORE = "ASKED_BEFORE";

        public Item {
            grounds = List.copyOf(grounds);
            open = List.copyOf(open);
        }

        /** The item of an action that was ruled on. */
        public static Item of(ActionRequested request, boolean joined, Ruling ruling) {
            return new Item(
                    request.id(),
                    request.capability(),
                    request.target(),
                    joined,
                    ruling.name(),
                    ruling.grounds(),
                    ruling.open());
        }

        /** The item of an action that another partition decides on. */
        public static Item of(OpenElsewhere action, Proposal proposal) {
            Ground why =
                    new Ground(ELSEWHERE, "partition %s has opened the same".formatted(action.partition()), List.of());
            return new Item(
                    action.actionId(),
                    proposal.capability(),
                    proposal.target(),
                    true,
                    ELSEWHERE,
                    List.of(why),
                    List.of());
        }

        /** The item of an action that the same alert had asked for before; it is over, and is not asked for again. */
        static Item askedBefore(String actionId, Proposal proposal) {
            Ground why = new Ground(ASKED_BEFORE, "the alert had asked for the same before it changed", List.of());
            return new Item(
                    actionId, proposal.capability(), proposal.target(), true, ASKED_BEFORE, List.of(why), List.of());
        }

        Headline headline() {
            if (joined) {
                return Headline.SUPPRESSED;
            }
            return switch (ruling) {
                case "DENIED" -> Headline.DENIED;
                case "HELD" -> Headline.HELD;
                case "ASKED" -> Headline.ASKED;
                case "PERMITTED" -> Headline.ACTED;
                default ->
                    throw new IllegalStateException(
                            "action %s is new to the alert and has the ruling '%s'".formatted(actionId, ruling));
            };
        }
    }
}
