package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.decision.Action;
import dev.tutti.decision.BudgetLedger;
import dev.tutti.decision.Conclusion;
import dev.tutti.decision.Docket;
import dev.tutti.decision.Firing;
import dev.tutti.decision.Input;
import dev.tutti.decision.Operation;
import dev.tutti.decision.Outcome;
import dev.tutti.decision.Verdict;
import dev.tutti.fact.AlertComponent;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Observable;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import dev.tutti.fact.Parameter;
import dev.tutti.fact.Severity;
import dev.tutti.fact.TallyDeclaration;
import dev.tutti.policy.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** The same inputs at the same places give the same conclusions, down to every identity and text. */
class PartitionReplayTest {

    private static final int INPUTS = 200;
    private static final List<Outcome> OUTCOMES = List.of(Outcome.SUCCEEDED, Outcome.FAILED, Outcome.UNCERTAIN);

    private static final Rules RULES = Rules.rules()
            .isolatingMalware()
            .holdingDuringFreezes()
            .holdingWhileAnotherIsInForce()
            .with(
                    Phase.ENRICH,
                    "CON-930",
                    "groupby( Alert( kind == Kind.SCAN, sourceIp != \"\", $ip : sourceIp ) over window:time( 5m );"
                            + " $address : $ip; $scans : count(); $scans >= 3 )",
                    "insertLogical( new ScanningAddress( $address ) );")
            .with(
                    Phase.RESPOND,
                    "RES-930",
                    "ScanningAddress( $address : address )\n    Alert( kind == Kind.SCAN, sourceIp == $address, $id : id )",
                    "insert( new Proposal( $id, \"firewall.block-ip\", $address ) );")
            .with(
                    Phase.ENRICH,
                    "CON-931",
                    "Tally( name == \"scans_of_source\", count >= 3, $tenant : tenant, $ip : sourceIp )",
                    "insertLogical( new PasswordSpraying( $tenant, $ip ) );")
            .counting(new TallyDeclaration(
                    "scans_of_source",
                    new TallyDeclaration.Condition(Optional.of(Kind.SCAN), Severity.UNKNOWN, "", "", ""),
                    List.of(AlertComponent.SOURCE_IP),
                    Duration.ofMinutes(20),
                    Optional.empty()))
            .with(
                    Phase.COORDINATE,
                    "COO-931",
                    "$request : ActionRequested( capability == \"firewall.block-ip\", $ip : target )"
                            + "\n    PasswordSpraying( address == $ip )",
                    "insertLogical( new ActionHeld( $request, HoldReason.OUTSIDE_WINDOW, \"it scans for too long\" ) );")
            .with(
                    Phase.RESPOND,
                    "RES-932",
                    "ActionInForce( capability == \"edr.isolate-host\", state == InForceState.SUCCEEDED, $alert : alertId )"
                            + "\n    ActionResult( capability == \"edr.isolate-host\", alertId == $alert, $ip : value )",
                    "insert( new Proposal( $alert, \"firewall.block-ip\", $ip ) );")
            .with(
                    Phase.RESPOND,
                    "RES-933",
                    "ActionEnded( capability == \"edr.isolate-host\", end == ActionEnd.FAILED, $host : target, $alert : alertId )",
                    "insert( new Proposal( $alert, \"chat.post\", \"#soc\", \"text\", $host ) );")
            .with(
                    Phase.MODERATE,
                    "MOD-930",
                    "$request : ActionRequested( capability == \"firewall.block-ip\" )",
                    "insertLogical( new ActionPermitted( $request, PermitReason.LOW_IMPACT, \"it ends by itself\" ) );");

    @Property(tries = 5, shrinking = ShrinkingMode.OFF)
    void aReplayConcludesTheSame(@ForAll long seed) {
        List<Conclusion> first = new ArrayList<>();
        try (Stage stage = new Stage(RULES)) {
            oneStepAfterAnother(stage);
            Random random = new Random(seed);
            for (int i = 0; i < INPUTS; i++) {
                somethingHappens(stage, random);
            }
            first.addAll(stage.heard);
        }

        List<Conclusion> again = new ArrayList<>();
        try (Partition partition = new Partition(RULES.compile(), new Docket(Stage.terms(RULES), new BudgetLedger()))) {
            first.forEach(conclusion -> again.add(partition.apply(conclusion.input(), conclusion.at())));
        }

        assertThat(again).isEqualTo(first);
        assertThat(again).hasToString(first.toString());
        assertThat(first).anyMatch(conclusion -> !conclusion.orders().isEmpty());
        assertThat(first.stream().flatMap(c -> c.firings().stream().map(Firing::policyId)))
                .contains("RES-932", "RES-933");
        assertThat(first.stream().flatMap(c -> c.firings().stream().map(f -> c.sequence() + f.id())))
                .doesNotHaveDuplicates();
    }

    @Property(tries = 5, shrinking = ShrinkingMode.OFF)
    void aRebuiltPartitionGoesOnAsIfNothingHadHappened(@ForAll long seed) {
        try (Stage stage = new Stage(RULES)) {
            stage.says(new Input.RulesSwitched("", "test"));
            oneStepAfterAnother(stage);
            Random random = new Random(seed);
            for (int i = 0; i < INPUTS / 2; i++) {
                somethingHappens(stage, random);
            }
            int stopped = stage.heard.size();
            try (Partition rebuilt = Restart.of(stage)) {
                for (int i = 0; i < INPUTS / 2; i++) {
                    somethingHappens(stage, random);
                }

                for (Conclusion before : stage.heard.subList(stopped, stage.heard.size())) {
                    Conclusion after = rebuilt.apply(before.input(), before.at());
                    assertThat(after.orders()).as("at " + before.sequence()).isEqualTo(before.orders());
                    assertThat(after.transitions()).isEqualTo(before.transitions());
                    assertThat(after.decisions()).isEqualTo(before.decisions());
                    assertThat(after.tallies()).isEqualTo(before.tallies());
                }
            }
        }
    }

    /** One isolation succeeds with a result that the next step takes up, another one fails and somebody is told. */
    private static void oneStepAfterAnother(Stage stage) {
        stage.malwareOn("pc-1");
        stage.votes("rita", Verdict.APPROVE, "pc-1");
        stage.answers("pc-1", new Parameter("address", "198.51.100.8"));
        stage.malwareOn("pay-db-1");
        stage.votes("rita", Verdict.APPROVE, "pay-db-1");
        stage.reports("pay-db-1", Operation.DO, Outcome.FAILED);
    }

    private static void somethingHappens(Stage stage, Random random) {
        stage.waits(Duration.ofSeconds(random.nextInt(180))).ticks();
        String host = "pc-" + (1 + random.nextInt(9));
        String person = random.nextBoolean() ? "rita" : "ravi";
        switch (random.nextInt(8)) {
            case 0, 1, 2 ->
                stage.alertSeenAt(
                        stage.now().minusSeconds(random.nextInt(1_200)),
                        Kind.SCAN,
                        new Observable(ObservableType.IP, ObservableRole.SOURCE, "198.51.100." + random.nextInt(2)));
            case 3 -> stage.malwareOn(host);
            case 4 -> stage.proposes(person, "edr.isolate-host", host);
            case 5 -> stage.freeze("intranet", Duration.ofMinutes(1 + random.nextInt(60)));
            case 6 ->
                open(stage, random)
                        .forEach(action -> stage.says(new Input.VoteCast(
                                action.id(),
                                person,
                                random.nextInt(4) == 0 ? Verdict.DISAPPROVE : Verdict.APPROVE,
                                "",
                                action.digest())));
            default ->
                open(stage, random)
                        .forEach(action -> stage.says(new Input.OutcomeReported(
                                action.id(),
                                random.nextBoolean() ? Operation.DO : Operation.UNDO,
                                OUTCOMES.get(random.nextInt(OUTCOMES.size())),
                                "",
                                0,
                                List.of(new Parameter("address", "198.51.100." + random.nextInt(9))))));
        }
    }

    private static List<Action> open(Stage stage, Random random) {
        return stage.partition.docket().open().stream()
                .filter(action -> random.nextBoolean())
                .toList();
    }
}
