package dev.tutti.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.policy.Status;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseRunnerTest {

    private static final String ACT = "action: edr.isolate-host, target: pay-db-1";
    private static final String MALWARE =
            "alert: {kind: MALWARE, severity: HIGH, observables: [{type: HOST, role: TARGET, value: pay-db-1}]}";
    private static final String FREEZE = "freeze: {service: payments, until: 2026-03-01T12:00:00Z}";
    private static final String DISPATCHED = "dispatched: {" + ACT + "}";

    @Test
    void passesWhenExactlyTheListedHappens() {
        CaseResult result = Told.rules()
                .holdingInFreezes("TIM-900")
                .permitting("MOD-900")
                .proposing()
                .played(
                        "kind: fires",
                        List.of("10:00:00 " + FREEZE, "10:05:00 " + MALWARE),
                        List.of("10:05:00 held: {" + ACT + ", by: TIM-900}", "12:00:00 " + DISPATCHED));

        assertThat(result.differences()).isEmpty();
    }

    @Test
    void whatAToolAnsweredIsThereForTheNextStep() {
        CaseResult result = Told.rules()
                .followingUp()
                .permitting("MOD-900")
                .proposing()
                .played(
                        "kind: fires",
                        List.of(
                                "10:00:00 " + MALWARE,
                                "10:01:00 outcome: {" + ACT + ", result: SUCCEEDED, results: {evidence: case-7}}"),
                        List.of(
                                "10:00:00 " + DISPATCHED,
                                "10:01:00 succeeded: {" + ACT + "}",
                                "10:01:00 asked: {action: chat.post, target: '#soc', of: 'role:responder'}"));

        assertThat(result.differences()).isEmpty();
    }

    @Test
    void peopleSayWhatCameOfWhatTheyDo() {
        String task = "action: task.assign, target: '@petra'";
        CaseResult result = Told.rules()
                .permitting("MOD-900")
                .played(
                        List.of(
                                "10:00:00 propose: {by: ada, " + task + "}",
                                "10:01:00 vote: {by: bela, " + task + ", verdict: APPROVE, reason: go}",
                                "10:02:00 outcome: {" + task + ", result: SUCCEEDED}"),
                        List.of(
                                "10:00:00 asked: {" + task + ", of: 'role:responder'}",
                                "10:01:00 dispatched: {" + task + "}",
                                "10:02:00 succeeded: {" + task + "}"));

        assertThat(result.differences()).isEmpty();
    }

    @Test
    void tellsWhatWasExpectedWhatHappenedWhenAndWhichRulesFired() {
        CaseResult result = Told.rules()
                .permitting("MOD-900")
                .proposing()
                .played(
                        List.of("10:00:00 " + MALWARE),
                        List.of("10:00:00 held: {" + ACT + ", by: MOD-900}", "11:00:00 " + DISPATCHED));

        assertThat(result.passed()).isFalse();
        assertThat(result.differences())
                .containsExactly(
                        new Difference(
                                Instant.parse("2026-03-01T10:00:00Z"),
                                List.of("held: {" + ACT + ", by: MOD-900}"),
                                List.of("dispatched: {" + ACT + ", by: MOD-900}"),
                                List.of("edr.isolate-host on pay-db-1 is dispatched: consented (MOD-900)"),
                                List.of(
                                        "RES-900 \"Rule of RES-900\" with $host = pay-db-1, $id = alert-1",
                                        "MOD-900 \"Rule of MOD-900\" with $service = payments")),
                        new Difference(
                                Instant.parse("2026-03-01T11:00:00Z"),
                                List.of("dispatched: {" + ACT + "}"),
                                List.of(),
                                List.of("edr.isolate-host on pay-db-1 is dispatched: consented (MOD-900)"),
                                List.of()));
    }

    @Test
    void listsWhatIsFoundAndMendedByTheCasesOwnPolicy() {
        Told rules = Told.rules().findingStaleFeeds("CON-900").findingStaleFeeds("CON-901");
        List<String> given = List.of(
                "10:00:00 upkeep: {id: feed, kind: FEED, owner: petra, since: 2026-03-01T09:00:00Z, everyHours: 2}",
                "12:00:00 ended: {upkeep: feed}");
        String mended = "12:00:00 mended: {kind: STALE, subject: feed}";

        assertThat(rules.played(
                                "kind: fires",
                                given,
                                List.of(
                                        "11:00:00 found: {kind: STALE, subject: feed, owner: petra, by: CON-900}",
                                        mended))
                        .differences())
                .isEmpty();
        assertThat(unlisted(rules.played(given, List.of(mended))))
                .containsExactly("found: {kind: STALE, subject: feed, owner: petra, by: CON-900}");
        assertThat(rules.played(
                                given,
                                List.of(
                                        "11:00:00 found: {kind: STALE, subject: feed, owner: ada, by: CON-900}",
                                        mended))
                        .passed())
                .isFalse();
    }

    @Test
    void passesOverWhatOtherPoliciesFindWhereNoFindingIsExpected() {
        CaseResult result = Told.rules()
                .permitting("MOD-900")
                .findingStaleFeeds("CON-900")
                .proposing()
                .played(
                        List.of(
                                "10:00:00 upkeep: {id: feed, kind: FEED, owner: petra, since: 2026-03-01T09:00:00Z}",
                                "10:05:00 " + MALWARE),
                        List.of("10:05:00 " + DISPATCHED));

        assertThat(result.differences()).isEmpty();
    }

    @Test
    void tellsOfTwoPoliciesThatPullApartUntilAPersonHasDealtWithIt() {
        String subject = "subject: MOD-900 and MOD-901 on edr.isolate-host";
        Told rules = Told.rules().permitting("MOD-900").denying("MOD-901").proposing();
        List<String> expected = List.of(
                "10:00:00 denied: {" + ACT + ", by: MOD-901}",
                "10:00:00 found: {kind: CONFLICT, " + subject + ", by: MOD-900}",
                "11:00:00 mended: {kind: CONFLICT, " + subject + "}");
        String closure = "closure: {by: ada, kind: CONFLICT, " + subject + ", reason: meant so}";

        assertThat(rules.played(List.of("10:00:00 " + MALWARE, "11:00:00 " + closure), expected)
                        .differences())
                .isEmpty();
        assertThat(rules.played(List.of("09:00:00 " + closure, "10:00:00 " + MALWARE), expected)
                        .differences())
                .first()
                .satisfies(difference -> assertThat(difference.happened())
                        .containsExactly(
                                "end of nothing: {target: Finding:CONFLICT:MOD-900 and MOD-901 on edr.isolate-host}"));
    }

    @Test
    void saysWhenACaseEndsWhatNobodyStated() {
        CaseResult result = Told.rules()
                .permitting("MOD-900")
                .played(List.of("10:00:00 ended: {service: weather}"), List.of("10:00:00 unmatched: {}"));

        assertThat(unlisted(result)).containsExactly("end of nothing: {target: Service:weather}");
    }

    @Test
    void failsOnASecondHoldThatTheCaseDoesNotList() {
        Told rules = Told.rules()
                .holdingInFreezes("TIM-900")
                .holdingInFreezes("TIM-901")
                .proposing();
        List<String> given = List.of("10:00:00 " + FREEZE, "10:05:00 " + MALWARE);
        String held = "10:05:00 held: {" + ACT + ", by: TIM-900}";

        assertThat(unlisted(rules.played(given, List.of(held)))).containsExactly("held: {" + ACT + ", by: TIM-901}");
        assertThat(rules.played(given, List.of(held, "10:05:00 held: {" + ACT + ", by: TIM-901}"))
                        .passed())
                .isTrue();
    }

    @Test
    void listsAHoldThatJoinsAtTheTimeAtWhichItJoins() {
        CaseResult result = Told.rules()
                .holdingInFreezes("TIM-900")
                .holdingInWindows("TIM-901")
                .proposing()
                .played(
                        List.of(
                                "10:00:00 " + FREEZE,
                                "10:05:00 " + MALWARE,
                                "11:00:00 window: {service: payments, until: 2026-03-01T11:30:00Z}"),
                        List.of("10:05:00 held: {" + ACT + ", by: TIM-900}"));

        assertThat(unlisted(result)).containsExactly("held: {" + ACT + ", by: TIM-901}");
        assertThat(result.differences().get(0).at()).isEqualTo(Instant.parse("2026-03-01T11:00:00Z"));
    }

    @Test
    void listsWhoIsAskedOnlyWhenNothingHoldsAnyLonger() {
        CaseResult result = Told.rules()
                .askingAResponder("MOD-900")
                .holdingInFreezes("TIM-900")
                .proposing()
                .played(
                        List.of(
                                "10:00:00 " + FREEZE,
                                "10:05:00 " + MALWARE,
                                "12:10:00 vote: {by: ada, " + ACT + ", verdict: APPROVE, reason: go}"),
                        List.of(
                                "10:05:00 held: {" + ACT + ", by: TIM-900}",
                                "12:00:00 asked: {" + ACT + ", of: 'role:responder', by: MOD-900}",
                                "12:10:00 dispatched: {" + ACT + ", by: MOD-900}"));

        assertThat(result.differences()).isEmpty();
    }

    @Test
    void tellsNoPolicySaidAnythingFromAPolicyAsked() {
        List<String> given = List.of("10:00:00 " + MALWARE);
        String byNobody = "10:00:00 asked: {" + ACT + ", of: 'role:responder'}";

        assertThat(Told.rules().proposing().played(given, List.of(byNobody)).passed())
                .isTrue();
        assertThat(unlisted(Told.rules().proposing().askingAResponder("MOD-900").played(given, List.of(byNobody))))
                .containsExactly("asked: {" + ACT + ", of: role:responder, by: MOD-900}");
    }

    @Test
    void demandsAllThatBecomesOfAnAlert() {
        Told rules = Told.rules().permitting("MOD-900").proposing();
        List<String> given =
                List.of("10:00:00 " + MALWARE, "10:01:00 " + MALWARE, "10:02:00 " + MALWARE.replace("MALWARE", "SCAN"));

        assertThat(unlisted(rules.played(given, List.of("10:00:00 " + DISPATCHED))))
                .containsExactly("suppressed: {}", "unmatched: {}");
    }

    @Test
    void comparesParametersOnlyWhereTheCaseListsThem() {
        Told rules = Told.rules().permitting("MOD-900");
        List<String> given = List.of("10:00:00 propose: {by: ada, " + ACT + ", parameters: {depth: full}}");
        String dispatched = "10:00:00 dispatched: {" + ACT;

        assertThat(rules.played(given, List.of(dispatched + "}")).passed()).isTrue();
        assertThat(rules.played(given, List.of(dispatched + ", parameters: {depth: full}}"))
                        .passed())
                .isTrue();
        assertThat(unlisted(rules.played(given, List.of(dispatched + ", parameters: {depth: half}}"))))
                .containsExactly("dispatched: {" + ACT + ", by: MOD-900, parameters: {depth: full}}");
    }

    @Test
    void followsAnActionToItsUndoing() {
        CaseResult result = Told.rules()
                .permitting("MOD-900")
                .telling("COO-900")
                .proposing()
                .played(
                        List.of(
                                "10:00:00 " + MALWARE,
                                "10:01:00 outcome: {" + ACT + ", result: SUCCEEDED}",
                                "14:02:00 outcome: {" + ACT + ", result: SUCCEEDED}"),
                        List.of(
                                "10:00:00 noticed: {" + ACT + ", recipient: petra, by: COO-900}",
                                "10:00:00 dispatched: {" + ACT + ", by: MOD-900}",
                                "10:01:00 succeeded: {" + ACT + "}",
                                "14:01:00 undoing: {" + ACT + "}",
                                "14:02:00 undone: {" + ACT + "}"));

        assertThat(result.differences()).isEmpty();
    }

    @Test
    void listsTheRefusalOfWhatAPersonMayNot() {
        CaseResult result = Told.rules()
                .askingAResponder("MOD-900")
                .played(
                        List.of(
                                "10:00:00 propose: {by: ada, " + ACT + "}",
                                "10:01:00 vote: {by: ada, " + ACT + ", verdict: APPROVE, reason: mine}",
                                "10:02:00 vote: {by: petra, " + ACT + ", verdict: APPROVE, reason: hers}",
                                "10:03:00 vote: {by: bela, " + ACT + ", verdict: DENY, reason: no}",
                                "10:04:00 withdraw: {by: ada, " + ACT + ", reason: late}"),
                        List.of(
                                "10:00:00 asked: {" + ACT + ", of: 'role:responder', by: MOD-900}",
                                "10:01:00 refused: {" + ACT + ", by: ada, because: SELF_APPROVAL}",
                                "10:02:00 refused: {" + ACT + ", by: petra, because: NOT_ASKED}",
                                "10:03:00 denied: {" + ACT + ", by: MOD-900}",
                                "10:04:00 refused: {" + ACT + ", by: ada, because: UNKNOWN_ACTION}"));

        assertThat(result.differences()).isEmpty();
    }

    @Test
    void failsOnAnOutcomeOfWhatNeverWentOut() {
        CaseResult result = Told.rules()
                .askingAResponder("MOD-900")
                .proposing()
                .played(
                        List.of("10:00:00 " + MALWARE, "10:01:00 outcome: {" + ACT + ", result: FAILED}"),
                        List.of("10:00:00 asked: {" + ACT + ", of: 'role:responder', by: MOD-900}"));

        assertThat(unlisted(result)).containsExactly("outcome of nothing: {" + ACT + ", result: FAILED}");
    }

    @Test
    void failsACaseOfKindFiresInWhichNoRuleOfItsPolicyFired() {
        CaseResult result = Told.rules()
                .holdingInFreezes("TIM-900")
                .permitting("MOD-900")
                .proposing()
                .played("kind: fires", List.of("10:05:00 " + MALWARE), List.of("10:05:00 " + DISPATCHED));

        assertThat(result.differences().get(0).standing())
                .containsExactly("the case is of kind 'fires', but no rule of TIM-900 fired in it");
    }

    @Test
    void letsOnlyTheNamedPoliciesTakePartAlsoAsDrafts() {
        CaseResult result = Told.rules()
                .permitting("MOD-900")
                .inStatus(Status.DRAFT)
                .proposing()
                .inStatus(Status.DRAFT)
                .telling("COO-900")
                .played(
                        "kind: fires\nwith: [RES-900]",
                        List.of("10:00:00 " + MALWARE),
                        List.of("10:00:00 dispatched: {" + ACT + ", by: MOD-900}"));

        assertThat(result.differences()).isEmpty();
    }

    @Test
    void leavesOtherDraftsOutAndHoldsWhatAQuarantinedPolicyJudges() {
        CaseResult result = Told.rules()
                .proposing()
                .permitting("MOD-900")
                .inStatus(Status.QUARANTINED)
                .telling("COO-900")
                .inStatus(Status.DRAFT)
                .played(List.of("10:00:00 " + MALWARE), List.of("10:00:00 held: {" + ACT + ", by: MOD-900}"));

        assertThat(result.differences()).isEmpty();
    }

    private static List<String> unlisted(CaseResult result) {
        return result.differences().stream()
                .flatMap(difference -> difference.happened().stream())
                .toList();
    }
}
