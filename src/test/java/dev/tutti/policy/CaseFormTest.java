package dev.tutti.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaseFormTest {

    private static final String ACT = "action: edr.isolate-host, target: pay-db-1";
    private static final String UNMATCHED = "unmatched: {}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alert: {kind: SCAN, severity: LOW, score: -1, techniques: [T1595.001], observedAt: 2026-03-01T09:59:00Z}",
                "alert: {kind: OTHER, severity: UNKNOWN, source: suricata, rule: '1', observables: [{type: IP, role: OTHER, value: 10.0.0.1}]}",
                "freeze: {service: payments, until: 2026-03-01T12:00:00+01:00}",
                "window: {service: payments, from: 2026-03-01T11:00:00Z, until: 2026-03-01T12:00:00Z}",
                "service: {name: payments, owner: petra, criticality: HIGH}",
                "asset: {name: pay-db-9, service: payments, addresses: [10.0.1.9, '2001:db8::9']}",
                "person: {name: dora, roles: [risk-officer]}",
                "noTouch: {entry: 10.0.0.0/8, why: ours}",
                "vertical: {name: finance, outageIsSecurityEvent: true}",
                "team: {name: human-resources, members: [hanna]}",
                "flow: {id: shop, source: 10.0.3.0/24, destination: pay-db-1, service: payments}",
                "delegation: {delegator: petra, delegate: ada, until: 2026-03-02T10:00:00Z}",
                "duties: {capability: identity.disable-user, firstRole: responder, secondRole: risk-officer}",
                "breakGlassRight: {person: carla}",
                "inCharge: {subject: INCIDENT, name: INC-1, person: ada}",
                "incident: {id: INC-1, title: a worm, service: office}",
                "upkeep: {id: ids, kind: SIGNATURES, owner: nora, since: 2026-03-01T10:00:00Z, everyHours: 24}",
                "change: {id: CHG-1, kind: EXPOSURE, service: web-shop, what: a new port}",
                "mandate: {criticality: CRITICAL, function: CONTAIN}",
                "employee: {user: eva, department: sales, manager: oskar, status: LEAVER}",
                "entitlement: {department: sales, group: 'urn:groups:crm'}",
                "membership: {user: eva, group: crm}",
                "ended: {service: payments}",
                "ended: {membership: 'eva:crm'}",
                "propose: {by: ada, " + ACT + ", parameters: {text: x}}",
                "vote: {by: ada, " + ACT + ", verdict: DENY, reason: it is a drill}",
                "withdraw: {by: ada, " + ACT + ", reason: it is a drill}",
                "outcome: {" + ACT + ", result: UNCERTAIN}",
                "outcome: {" + ACT + ", result: SUCCEEDED, results: {verdict: malicious, score: '90'}}",
                "undo: {by: ada, " + ACT + ", reason: it is clean}"
            })
    void letsEverythingHappenThatCanHappen(String step) {
        assertThat(check(step, UNMATCHED)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "held: {" + ACT + ", by: TIM-003}",
                "asked: {" + ACT + ", of: 'person:petra', by: COO-002, quorum: 1}",
                "asked: {" + ACT + ", of: 'role:responder'}",
                "denied: {" + ACT + ", by: CORE-001}",
                "dispatched: {" + ACT + "}",
                "noticed: {" + ACT + ", recipient: petra, by: COO-003}",
                "denied: {" + ACT + "}",
                "undoing: {" + ACT + "}",
                "undoFailed: {" + ACT + "}",
                "undone: {" + ACT + "}",
                "expired: {" + ACT + "}",
                "withdrawn: {" + ACT + "}",
                "succeeded: {" + ACT + "}",
                "failed: {" + ACT + "}",
                "uncertain: {" + ACT + "}",
                "unmatched: {}",
                "suppressed: {}",
                "refused: {" + ACT + ", by: ada, because: SELF_APPROVAL}"
            })
    void letsEverythingBeExpectedThatCanComeOfIt(String step) {
        assertThat(check("noTouch: {entry: x, why: y}", step)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    alert: {kind: VIRUS, severity: LOW}                                | 5:13: given.0.alert.kind: does not have a value
                    alert: {kind: SCAN}                                                | 5:5: given.0.alert: required property 'severity' not found
                    alert: {kind: SCAN, severity: LOW, score: 101}                     | 5:40: given.0.alert.score: must have a maximum value of 100
                    freeze: {service: payments, until: tomorrow}                       | 5:33: given.0.freeze.until: does not match the date-time
                    asset: {name: a, service: s, addresses: [10.0.0.256]}              | 5:46: given.0.asset.addresses.0: does not match the ipv4
                    vote: {by: ada, action: isolate, target: x, verdict: NO, reason: r}| 5:21: given.0.vote.action: must read like firewall.block-ip
                    outcome: {action: a.b, target: x, result: DONE}                    | 5:39: given.0.outcome.result: does not have a value
                    membership: {user: 'a:b', group: c}                                | 5:18: given.0.membership.user: must not hold a colon
                    ended: {service: payments, asset: pay-db-1}                        | 5:5: given.0.ended: must name one thing only
                    ended: {weather: fine}                                             | 5:13: given.0.ended: property 'weather' is not defined
                    upkeep: {id: x, kind: POLICY_REVIEW, owner: y, since: 2026-03-01T10:00:00Z} | 5:21: given.0.upkeep.kind: does not have a value
                    earthquake: {}                                                     | 5:5: given.0: property 'earthquake' is not defined
                    """)
    void saysWhereAStepIsWrong(String step, String finding) {
        assertThat(check(step, UNMATCHED)).anyMatch(f -> f.startsWith("case.yaml:" + finding));
    }

    @Test
    void demandsToKnowWhoIsAskedAndWhichPolicyHolds() {
        assertThat(check("noTouch: {entry: x, why: y}", "asked: {" + ACT + ", of: responder}"))
                .containsExactly(
                        "case.yaml:8:57: expect.0.asked.of: must read like role:responder, person:ada or team:it-operations");
        assertThat(check("noTouch: {entry: x, why: y}", "held: {" + ACT + "}"))
                .containsExactly("case.yaml:8:5: expect.0.held: required property 'by' not found");
    }

    private static List<String> check(String given, String expect) {
        String text = """
                title: a case of everything
                kind: fires
                given:
                  - at: 2026-03-01T10:00:00Z
                    %s
                expect:
                  - at: 2026-03-01T10:00:00Z
                    %s
                """.formatted(given, expect);
        List<Finding> findings = new ArrayList<>();
        YamlDocument.read(new SourceFile("case.yaml", "rules/case.yaml", text), Form.CASE, findings);
        return findings.stream().map(Finding::toString).toList();
    }
}
