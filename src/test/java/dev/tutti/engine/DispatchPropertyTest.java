package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.Action;
import dev.tutti.decision.ActionState;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Input;
import dev.tutti.decision.Judged;
import dev.tutti.decision.Requirement;
import dev.tutti.decision.Transition;
import dev.tutti.decision.Verdict;
import dev.tutti.decision.Vote;
import dev.tutti.fact.ActionDenied;
import dev.tutti.fact.ActionHeld;
import dev.tutti.fact.BreakGlassRight;
import dev.tutti.fact.Delegation;
import dev.tutti.fact.NoTouch;
import dev.tutti.fact.Person;
import dev.tutti.policy.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever happens in whatever order: nothing goes out under a denial or a hold, or with fewer consents than demanded. */
class DispatchPropertyTest {

    private static final List<String> PEOPLE = List.of("rita", "ravi", "olivia", "igor");

    private static final Rules RULES = Rules.rules()
            .isolatingMalware()
            .holdingDuringFreezes()
            .askingResponders(2)
            .with(
                    Phase.MODERATE,
                    "MOD-841",
                    "$request : ActionRequested( capability == \"firewall.block-ip\" )",
                    "insertLogical( new ActionPermitted( $request, PermitReason.LOW_IMPACT, \"small\" ) );")
            .with(
                    Phase.COORDINATE,
                    "COO-841",
                    """
                    $request : ActionRequested( $host : target )
                        ActionInForce( capability == "firewall.block-ip", target == "203.0.113.1" )""",
                    "insertLogical( new ActionDenied( $request, DenyReason.DISPROPORTIONATE, \"the first is enough\" ) );");

    @Property(tries = 60)
    void nothingGoesOutThatMayNot(@ForAll long seed) {
        Random random = new Random(seed);
        try (Stage stage = new Stage(RULES)) {
            for (int i = 0; i < 40; i++) {
                happens(stage, random);
                stage.ticks();
            }
            stage.heard.forEach(DispatchPropertyTest::check);
        }
    }

    private static void check(Conclusion conclusion) {
        for (Transition transition : conclusion.transitions()) {
            if (transition.to() == ActionState.Name.DISPATCHED) {
                conclusion.actions().stream()
                        .filter(action -> action.id().equals(transition.actionId()) && !action.notice())
                        .forEach(DispatchPropertyTest::check);
            }
        }
    }

    private static void check(Action action) {
        assertThat(action.judged()).extracting(Judged::judgement).noneMatch(ActionDenied.class::isInstance);
        if (action.glass() != null) {
            return;
        }
        assertThat(action.judged()).extracting(Judged::judgement).noneMatch(ActionHeld.class::isInstance);
        long people = action.votes().stream()
                .filter(vote ->
                        vote.verdict() == Verdict.APPROVE && vote.digest().equals(action.digest()))
                .map(Vote::person)
                .filter(person -> action.proposers().stream().noneMatch(person::equalsIgnoreCase))
                .distinct()
                .count();
        assertThat(people)
                .isGreaterThanOrEqualTo(action.requirements().stream()
                        .mapToInt(Requirement::quorum)
                        .max()
                        .orElse(0));
    }

    private static void happens(Stage stage, Random random) {
        String host = "pc-" + (1 + random.nextInt(4));
        String person = PEOPLE.get(random.nextInt(PEOPLE.size()));
        String address = "203.0.113." + (1 + random.nextInt(3));
        stage.waits(Duration.ofMinutes(random.nextInt(30)));
        switch (random.nextInt(11)) {
            case 0, 1 -> stage.malwareOn(host);
            case 2 -> stage.proposes(person, "edr.isolate-host", host);
            case 3 -> stage.proposes(person, "firewall.block-ip", address);
            case 4, 5 -> votes(stage, random, person);
            case 6 -> stage.freeze("intranet", Duration.ofMinutes(1 + random.nextInt(60)));
            case 7 -> stage.state(new NoTouch(host, "a test wants it untouched"));
            case 8 -> stage.state(new Person(person, random.nextBoolean() ? List.of("responder") : List.of("auditor")));
            case 9 -> {
                long now = stage.now().toEpochMilli();
                stage.state(
                        new Delegation("d", person, PEOPLE.get(random.nextInt(PEOPLE.size())), now, now + 3_600_000));
            }
            default -> breaks(stage, random, person);
        }
    }

    private static void votes(Stage stage, Random random, String person) {
        waiting(stage, random)
                .forEach(action -> stage.says(new Input.VoteCast(
                        action.id(),
                        person,
                        random.nextInt(6) == 0 ? Verdict.DISAPPROVE : Verdict.APPROVE,
                        "a test says so",
                        random.nextInt(6) == 0 ? "0".repeat(64) : action.digest())));
    }

    private static void breaks(Stage stage, Random random, String person) {
        if (random.nextBoolean()) {
            stage.state(new BreakGlassRight(person));
        }
        waiting(stage, random)
                .forEach(action ->
                        stage.says(new Input.GlassBroken(action.id(), person, "a test says so", action.digest())));
    }

    /** At most one of those that wait. */
    private static List<Action> waiting(Stage stage, Random random) {
        List<Action> waiting = stage.partition.docket().open().stream()
                .filter(action -> action.state().waiting())
                .toList();
        return waiting.isEmpty() ? List.of() : List.of(waiting.get(random.nextInt(waiting.size())));
    }
}
