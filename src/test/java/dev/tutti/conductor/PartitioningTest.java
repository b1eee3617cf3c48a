package dev.tutti.conductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.decision.Input;
import dev.tutti.fact.AlertComponent;
import dev.tutti.fact.AlertDetails;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.AlertStatus;
import dev.tutti.fact.Kind;
import dev.tutti.fact.Observable;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import dev.tutti.fact.Severity;
import dev.tutti.fact.TargetType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartitioningTest {

    private static final Partitioning BY_TENANT = new Partitioning(List.of(AlertComponent.TENANT), 4);
    private static final Partitioning BY_HOST =
            new Partitioning(List.of(AlertComponent.TENANT, AlertComponent.HOST), 4);

    @Test
    void theOnlyPartitionKeepsItsName() {
        assertThat(new Partitioning(List.of(AlertComponent.TENANT), 1).names()).containsExactly("default");
        assertThat(BY_TENANT.names()).containsExactly("default", "p-1", "p-2", "p-3");
    }

    /** These stand in journals: an alert must find its partition in every release. */
    @Test
    void aKeyIsAlwaysOfTheSamePartition() {
        Map<String, String> seen = new TreeMap<>();
        for (String tenant : List.of("default", "north", "south", "east", "west")) {
            seen.put(tenant, BY_TENANT.of(alertOf(tenant, "pc-1")));
        }

        assertThat(seen)
                .isEqualTo(Map.of("default", "p-3", "north", "p-3", "south", "p-2", "east", "p-2", "west", "p-2"));
    }

    @Test
    void onlyTheKeyCounts() {
        assertThat(BY_TENANT.of(alertOf("north", "pc-1"))).isEqualTo(BY_TENANT.of(alertOf("north", "pc-2")));
    }

    @Test
    void manyKeysAreSpreadOverAllPartitions() {
        Map<String, Long> counts = IntStream.range(0, 1_000)
                .mapToObj(i -> BY_HOST.of(alertOf("default", "pc-" + i)))
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));

        assertThat(counts.keySet()).containsExactlyInAnyOrder("default", "p-1", "p-2", "p-3");
        assertThat(counts.values()).allMatch(count -> count > 150);
    }

    @Test
    void aProposalGoesWhereTheAlertsOfItsTargetGo() {
        for (int i = 0; i < 20; i++) {
            Input.ActionProposed proposed =
                    new Input.ActionProposed("rita", "north", "edr.isolate-host", " PC-" + i + ". ", List.of(), "seen");

            assertThat(BY_HOST.of(proposed, TargetType.HOST)).isEqualTo(BY_HOST.of(alertOf("north", "pc-" + i)));
        }
    }

    @Test
    void aCountThatWouldBeTornApartIsRefused() {
        assertThat(BY_HOST.tears("tally logins", List.of(AlertComponent.TENANT, AlertComponent.USER)))
                .hasValueSatisfying(text -> assertThat(text)
                        .startsWith("tally logins is kept by tenant, user,")
                        .endsWith("take host out of tutti.conductor.partition-key"));
        assertThat(BY_HOST.tears("tally logins", List.of(AlertComponent.TENANT, AlertComponent.HOST)))
                .isEmpty();
        assertThat(new Partitioning(List.of(AlertComponent.HOST), 1).tears("any", List.of(AlertComponent.USER)))
                .isEmpty();
    }

    @Test
    void whatCannotBeUsedIsSaid() {
        assertThatThrownBy(() -> new Partitioning(List.of(AlertComponent.TENANT), 0))
                .hasMessage("tutti.conductor.partitions is 0 and must be 1 to 256");
        assertThatThrownBy(() -> new Partitioning(List.of(), 2))
                .hasMessage("tutti.conductor.partition-key names nothing");
    }

    @Test
    void foreignNamesAreNotOurs() {
        assertThat(List.of("default", "p-1", "p-255")).allMatch(Partitioning::isName);
        assertThat(List.of("p-0", "test-1", "p-", "P-1", "p-1000")).noneMatch(Partitioning::isName);
    }

    static AlertReport alertOf(String tenant, String host) {
        return alertOf(tenant, host, AlertDetails.NONE);
    }

    /** One that its source may send again, changed. */
    static AlertReport revisableOf(String tenant, String host) {
        var details = new AlertDetails("", "", -1, List.of(), List.of(), AlertStatus.OPEN, true);
        return alertOf(tenant, host, details);
    }

    private static AlertReport alertOf(String tenant, String host, AlertDetails details) {
        return new AlertReport(
                tenant,
                "siem",
                "id of " + host,
                "digest",
                "Something happened",
                "rule",
                Kind.MALWARE,
                Severity.HIGH,
                75,
                "high",
                "test-1",
                List.of(),
                List.of(new Observable(ObservableType.HOST, ObservableRole.TARGET, host)),
                Instant.parse("2026-03-01T10:00:00Z"),
                "{}",
                details);
    }
}
