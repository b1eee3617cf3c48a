package dev.tutti.history;

import static dev.tutti.history.HistoryDatabase.MORNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tutti.decision.ActionState;
import dev.tutti.decision.Headline;
import dev.tutti.problem.FieldError;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {

    /** Leaves out the alerts that tests of pages add. */
    private static final Map<String, String> IN_2026 = Map.of("to", "2026-12-31T00:00:00Z");

    private final Database history = HistoryDatabase.history();

    @Test
    void tellsTheNewestFiringFirstAndWhatItStoodOn() {
        List<Firings.Item> firings = firings("alert", MORNING.heldAlert);

        assertThat(firings).extracting(Firings.Item::policyId).containsExactly("MOD-900", "TIM-900", "RES-900");
        Firings.Item held = firings.get(1);
        assertThat(held.rule()).isEqualTo("Rule of TIM-900");
        assertThat(held.at()).isEqualTo("2026-03-01T10:05:00Z");
        assertThat(held.ruleSetVersion()).isEqualTo(Chronicle.VERSION);
        assertThat(held.matched()).containsExactly("ActionRequested:" + MORNING.isolation);
        assertThat(held.bindings().path("$service").asText()).isEqualTo("intranet");
        assertThat(held.concluded()).containsExactly("ActionHeld:" + MORNING.isolation + ":CHANGE_FREEZE");
        assertThat(held.removed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "rule, Rule of TIM-900, 1",
        "policy, RES-900, 4",
        "policy, RES-901, 0",
        "observable, pay-db-1, 1",
        "service, intranet, 6",
        "service, payments, 1",
        "version, rules-of-the-morning, 7",
        "version, others, 0",
        "to, 2026-03-01T10:05:00Z, 0",
        "from, 2026-03-01T10:05:00.001Z, 4",
        "from, 2026-03-01T13:10:00+01:00, 2"
    })
    void filtersFirings(String name, String value, int count) {
        assertThat(firings(name, value)).hasSize(count);
    }

    @ParameterizedTest
    @CsvSource({
        "headline, HELD, 1",
        "headline, ASKED, 1",
        "headline, UNMATCHED, 2",
        "headline, SUPPRESSED, 2",
        "headline, DENIED, 0",
        "policy, RES-900, 4",
        "policy, TIM-900, 2",
        "observable, pc-1, 3",
        "observable, pc-, 0",
        "service, payments, 1",
        "source, morning, 6",
        "source, evening, 0",
        "to, 2026-03-01T12:10:00Z, 2",
        "from, 2026-03-01T12:31:00Z, 2"
    })
    void filtersDecisions(String name, String value, int count) {
        assertThat(items(Decisions.LISTING, with(IN_2026, name, value))).hasSize(count);
    }

    @Test
    void findsADecisionByThePolicyOfAGroundThatFiredOnAnEarlierAlert() {
        assertThat(firings("alert", MORNING.joinedAlert))
                .extracting(Firings.Item::policyId)
                .containsExactly("RES-900");

        assertThat(items(Decisions.LISTING, Map.of("policy", "TIM-900")))
                .extracting(Decisions.Item::alertId)
                .containsExactly(MORNING.joinedAlert, MORNING.heldAlert);
    }

    @ParameterizedTest
    @CsvSource({
        "state, SUCCEEDED, pc-1",
        "state, DISPATCHED, pay-db-1",
        "state, HELD, ",
        "capability, edr.isolate-host, pay-db-1 pc-1",
        "capability, firewall.block-ip, ",
        "target, pc-1, pc-1",
        "service, payments, pay-db-1",
        "policy, RES-900, pay-db-1 pc-1",
        "policy, MOD-900, pc-1",
        "policy, CORE-001, ",
        "observable, pay-db-1, pay-db-1",
        "proposer, rita, ",
        "proposer, '', pay-db-1 pc-1",
        "open, true, pay-db-1 pc-1",
        "open, false, ",
        "from, 2026-03-01T12:10:00Z, pay-db-1",
        "to, 2026-03-01T12:10:00Z, pc-1"
    })
    void filtersActions(String name, String value, String targets) {
        String found = items(Actions.LISTING, Map.of(name, value)).stream()
                .map(Actions.Item::target)
                .reduce("", (all, target) -> all.isEmpty() ? target : all + " " + target);

        assertThat(found).isEqualTo(targets == null ? "" : targets);
    }

    @Test
    void tellsHowAnActionStands() {
        Actions.Item action =
                items(Actions.LISTING, Map.of("alert", MORNING.askedAlert)).get(0);

        assertThat(action.id()).isEqualTo(MORNING.askedIsolation);
        assertThat(action.service()).isEqualTo("payments");
        assertThat(action.digest())
                .isEqualTo(MORNING.action(MORNING.askedIsolation).digest());
        assertThat(action.requirements().at("/0/reason").asText()).isEqualTo("NO_POLICY");
        assertThat(action.open()).isEmpty();
        assertThat(action.votes()).extracting(Actions.Vote::reason).containsExactly("it is ransomware");
        assertThat(action.leaseUntil()).isEmpty();
        assertThat(action.causeCount()).isEqualTo(1);
        assertThat(items(Actions.LISTING, Map.of("target", "pc-1")).get(0))
                .satisfies(isolation -> assertThat(isolation.causeCount()).isEqualTo(3))
                .satisfies(isolation -> assertThat(isolation.leaseUntil()).isEqualTo("2026-03-01T16:00:02Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "source, morning, 6",
        "kind, MALWARE, 4",
        "severity, HIGH, 6",
        "severity, LOW, 0",
        "observable, 198.51.100.7, 1",
        "rule, rule of SCAN, 1",
        "headline, SUPPRESSED, 2",
        "to, 2026-03-01T12:10:00Z, 2",
        "from, 2026-03-01T12:30:00Z, 3"
    })
    void filtersAlerts(String name, String value, int count) {
        assertThat(items(Alerts.LISTING, with(IN_2026, name, value))).hasSize(count);
    }

    @Test
    void appliesAllFiltersTogether() {
        assertThat(items(
                        Alerts.LISTING,
                        Map.of("source", "morning", "kind", "MALWARE", "observable", "pc-1", "headline", "HELD")))
                .extracting(Alerts.Item::id)
                .containsExactly(MORNING.heldAlert);
    }

    @Test
    void takesAValueForNothingButAValue() {
        assertThat(items(Alerts.LISTING, Map.of("source", "' or true --"))).isEmpty();
        assertThat(items(Actions.LISTING, Map.of("policy", "\"]}] || true"))).isEmpty();
    }

    @Test
    void neitherRepeatsNorLosesARowWhileRowsAreAdded() {
        // Given
        List<String> expected = new ArrayList<>(Chronicle.addUnmatched(HistoryDatabase.SOURCE, "pager", 1, 25));
        java.util.Collections.reverse(expected);

        // When
        List<String> seen = new ArrayList<>();
        Map<String, String> query = new HashMap<>(Map.of("source", "pager", "limit", "10"));
        int added = 26;
        String next;
        do {
            Page<Alerts.Item> page = page(Alerts.LISTING, query);
            page.items().forEach(alert -> seen.add(alert.id()));
            next = page.next();
            query.put("after", next);
            Chronicle.addUnmatched(HistoryDatabase.SOURCE, "pager", added++, 1);
        } while (!next.isEmpty());

        // Then
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void hasNoNextPageWhenTheLastOneIsFull() {
        Chronicle.addUnmatched(HistoryDatabase.SOURCE, "full", 1, 4);

        Page<Alerts.Item> first = page(Alerts.LISTING, Map.of("source", "full", "limit", "2"));
        Page<Alerts.Item> last = page(Alerts.LISTING, Map.of("source", "full", "limit", "2", "after", first.next()));

        assertThat(first.link()).isEqualTo("/api/v1/alerts?after=" + first.next() + "&limit=2&source=full");
        assertThat(last.items()).hasSize(2);
        assertThat(last.next()).isEmpty();
        assertThat(last.link()).isEmpty();
    }

    @Test
    void refusesACursorThatWasAlteredOrBelongsToAnotherQuestion() {
        Chronicle.addUnmatched(HistoryDatabase.SOURCE, "cursors", 1, 2);
        Map<String, String> question = Map.of("source", "cursors", "limit", "1");
        String cursor = page(Alerts.LISTING, question).next();

        List<String> altered = new ArrayList<>(List.of("", "x", "AAAA", cursor + "A", cursor.substring(1)));
        for (int i = 0; i < cursor.length(); i++) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            altered.add(cursor.substring(0, i) + other + cursor.substring(i + 1));
        }

        assertThat(altered)
                .allSatisfy(each -> assertThat(wrong(Alerts.LISTING, with(question, "after", each)))
                        .containsExactly("query:after"));
        assertThat(wrong(Alerts.LISTING, Map.of("source", "morning", "after", cursor)))
                .containsExactly("query:after");
        assertThat(wrong(Decisions.LISTING, Map.of("source", "cursors", "after", cursor)))
                .containsExactly("query:after");
        assertThat(page(Alerts.LISTING, Map.of("source", "cursors", "limit", "7", "after", cursor))
                        .items())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "ten", "", "1e2", "99999999999999999999", "٣"})
    void refusesALimitOutOfBounds(String limit) {
        assertThat(wrong(Firings.LISTING, Map.of("limit", limit))).containsExactly("query:limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1000"})
    void takesALimitAtItsBounds(String limit) {
        assertThat(firings("limit", limit)).isNotEmpty();
    }

    @Test
    void namesEveryParameterThatIsWrongAndWhatWouldBeRight() {
        HttpProblem problem = refused(
                Alerts.LISTING,
                Map.of(
                        "kind",
                        List.of("VIRUS"),
                        "sevirity",
                        List.of("HIGH"),
                        "from",
                        List.of("yesterday"),
                        "rule",
                        List.of("a", "b"),
                        "source",
                        List.of("a\u0000b")));

        assertThat(problem.getStatusCode()).isEqualTo(400);
        assertThat(errors(problem))
                .extracting(FieldError::pointer)
                .containsExactlyInAnyOrder("query:kind", "query:sevirity", "query:from", "query:rule", "query:source");
        assertThat(errors(problem).toString())
                .contains("SCAN, INTRUSION, MALWARE")
                .contains(
                        "known are source, kind, severity, observable, rule, fingerprint, headline, from, to, limit, after")
                .contains("RFC 3339")
                .contains("2 times");
    }

    @ParameterizedTest
    @CsvSource({
        "alert, 1-2-3-4-5",
        "alert, not an id",
        "state, held",
        "open, yes",
        "from, +99999-01-01T00:00:00Z",
        "to, 2026-03-01",
        "to, 2026-03-01T10:00:00 01:00"
    })
    void refusesAValueOfAnotherForm(String name, String value) {
        assertThat(wrong(Actions.LISTING, Map.of(name, value))).containsExactly("query:" + name);
    }

    @Test
    void knowsEveryHeadlineAndEveryState() {
        assertThat(Decisions.HEADLINES)
                .isEqualTo(Arrays.stream(Headline.values()).map(Enum::name).toList());
        assertThat(Actions.STATES)
                .isEqualTo(
                        Arrays.stream(ActionState.Name.values()).map(Enum::name).toList());
    }

    private List<Firings.Item> firings(String name, String value) {
        return items(Firings.LISTING, Map.of(name, value));
    }

    private <T> List<T> items(Listing<T> listing, Map<String, String> query) {
        return page(listing, query).items();
    }

    private <T> Page<T> page(Listing<T> listing, Map<String, String> query) {
        Map<String, List<String>> lists = new HashMap<>();
        query.forEach((name, value) -> lists.put(name, List.of(value)));
        return listing.page(history, lists);
    }

    private List<String> wrong(Listing<?> listing, Map<String, String> query) {
        Map<String, List<String>> lists = new HashMap<>();
        query.forEach((name, value) -> lists.put(name, List.of(value)));
        HttpProblem problem = refused(listing, lists);
        assertThat(problem.getStatusCode()).isEqualTo(400);
        return errors(problem).stream().map(FieldError::pointer).toList();
    }

    private HttpProblem refused(Listing<?> listing, Map<String, List<String>> query) {
        HttpProblem problem = catchThrowableOfType(HttpProblem.class, () -> listing.page(history, query));
        assertThat(problem).as("a problem for %s", query).isNotNull();
        return problem;
    }

    private static List<FieldError> errors(HttpProblem problem) {
        return problem.getParameters().get("errors") instanceof List<?> errors
                ? errors.stream().map(FieldError.class::cast).toList()
                : List.of();
    }

    private static Map<String, String> with(Map<String, String> query, String name, String value) {
        Map<String, String> more = new HashMap<>(query);
        more.put(name, value);
        return more;
    }
}
