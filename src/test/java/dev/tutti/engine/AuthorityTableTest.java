package dev.tutti.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.ActionDenied;
import dev.tutti.fact.ActionPermitted;
import dev.tutti.fact.ActionRequested;
import dev.tutti.fact.ApprovalReason;
import dev.tutti.fact.ApprovalRequired;
import dev.tutti.fact.ApproverKind;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.DataClass;
import dev.tutti.fact.DenyReason;
import dev.tutti.fact.DeviceClass;
import dev.tutti.fact.PermitReason;
import dev.tutti.fact.Person;
import dev.tutti.fact.TargetProfile;
import dev.tutti.policy.Phase;
import dev.tutti.policy.table.Cell;
import dev.tutti.policy.table.Frame;
import dev.tutti.policy.table.Table;
import dev.tutti.policy.table.TableKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** What the rules of an authority matrix do in the engine. */
class AuthorityTableTest {

    private static final List<String> CAPABILITIES = List.of("edr.isolate-host", "firewall.block-ip");
    private static final String HEADER = "proposer,capability,deviceClass,criticality,dataClass,mode,approver,quorum\n";
    private static final String CSV = HEADER + """
            policy,edr.isolate-host,SERVER|CLOUD,*,*,observe,,
            policy,edr.isolate-host,UNKNOWN|WORKSTATION|MOBILE|DOMAIN_CONTROLLER|NETWORK_DEVICE|INDUSTRIAL,*,*,ask,owner,1
            responder,edr.isolate-host,*,*,PUBLIC|SECRET,ask,team:operations,2
            responder,edr.isolate-host,*,*,UNKNOWN|INTERNAL|CONFIDENTIAL,enforce,,
            lead,edr.isolate-host,*,*,*,enforce,,
            *,firewall.block-ip,*,*,*,ask,role:lead,1
            """;

    private int requests;

    @Test
    void theRulesPassTheLintOfRulesAndCompile() {
        Rules rules = rules(table());

        assertThat(DrlLint.check(rules.set())).isEmpty();
        assertThat(rules.compile().rules()).isEqualTo(7);
    }

    @Test
    void whatIsOnlyObservedIsDenied() {
        try (Bare session = session()) {
            ActionRequested request = request("edr.isolate-host", "");
            session.insert(request);
            session.insert(profile(request, DeviceClass.SERVER, Criticality.LOW, DataClass.SECRET, "olivia"));

            session.run(Phase.COORDINATE);

            assertThat(session.facts(ActionDenied.class))
                    .containsExactly(new ActionDenied(
                            request, DenyReason.OBSERVE_ONLY, "row 2 of the coo 910 only records this"));
        }
    }

    @Test
    void theOwnerOfTheServiceIsAsked() {
        try (Bare session = session()) {
            ActionRequested request = request("edr.isolate-host", "");
            session.insert(request);
            session.insert(profile(request, DeviceClass.MOBILE, Criticality.LOW, DataClass.SECRET, "olivia"));

            session.run(Phase.COORDINATE);

            assertThat(session.facts(ApprovalRequired.class))
                    .containsExactly(new ApprovalRequired(
                            request,
                            ApproverKind.PERSON,
                            "olivia",
                            1,
                            false,
                            ApprovalReason.AUTHORITY,
                            "row 3 of the coo 910 asks the owner of the service"));
        }
    }

    @Test
    void aResponderIsAskedWhereNobodyOwnsTheService() {
        try (Bare session = session()) {
            ActionRequested request = request("edr.isolate-host", "");
            session.insert(request);
            session.insert(profile(request, DeviceClass.MOBILE, Criticality.LOW, DataClass.SECRET, ""));

            session.run(Phase.COORDINATE);

            assertThat(session.facts(ApprovalRequired.class))
                    .extracting(ApprovalRequired::approver, ApprovalRequired::reason)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("responder", ApprovalReason.UNKNOWN_TARGET));
        }
    }

    @Test
    void allRowsOfAPersonWithSeveralRolesJudge() {
        try (Bare session = session()) {
            ActionRequested request = request("edr.isolate-host", "ada");
            session.insert(new Person("ada", List.of("lead", "responder")));
            session.insert(request);
            session.insert(profile(request, DeviceClass.SERVER, Criticality.LOW, DataClass.SECRET, "olivia"));

            session.run(Phase.COORDINATE);

            assertThat(session.facts(ActionPermitted.class))
                    .extracting(ActionPermitted::reason)
                    .containsExactly(PermitReason.AUTHORITY);
            assertThat(session.facts(ApprovalRequired.class))
                    .extracting(ApprovalRequired::approver, ApprovalRequired::quorum)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("operations", 2));
        }
    }

    @Test
    void aPersonWhoHoldsNoneOfTheRolesIsJudgedByNoRowOfARole() {
        try (Bare session = session()) {
            ActionRequested request = request("edr.isolate-host", "olaf");
            session.insert(new Person("olaf", List.of("owner")));
            session.insert(request);
            session.insert(profile(request, DeviceClass.SERVER, Criticality.LOW, DataClass.SECRET, "olivia"));

            assertThat(session.run(Phase.COORDINATE)).isZero();
        }
    }

    @Test
    void whatThePolicyDoesNotListIsNotJudgedByARowOfAnyCapability() {
        Table table = table();
        Cell capability = table.cells().stream()
                .filter(cell -> cell.reference().equals("B7"))
                .findFirst()
                .orElseThrow();
        try (Bare session = Bare.over(rules(table.with(capability, "*")))) {
            ActionRequested request = request("chat.post", "");
            session.insert(request);
            session.insert(profile(request, DeviceClass.SERVER, Criticality.LOW, DataClass.SECRET, "olivia"));

            assertThat(session.run(Phase.COORDINATE)).isZero();
        }
    }

    /** One situation of a request, and a second fact that the rules may join. */
    record Situation(
            String proposer,
            List<String> roles,
            String capability,
            DeviceClass device,
            Criticality criticality,
            DataClass data) {}

    /** Which cell is changed, and to which of its alternatives; both are taken modulo what there is. */
    record Change(int cell, int alternative) {}

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void theRulesThatFireAreExactlyTheRowsThatMatch(
            @ForAll("changes") List<Change> changes, @ForAll("situations") List<Situation> situations) {
        Table table = table();
        for (Change change : changes) {
            Cell cell = table.cells().get(change.cell() % table.cells().size());
            List<String> texts = table.alternatives(cell);
            table = texts.isEmpty() ? table : table.with(cell, texts.get(change.alternative() % texts.size()));
        }
        Rules rules = rules(table);
        assertThat(DrlLint.check(rules.set())).isEmpty();
        for (Situation situation : situations) {
            try (Bare session = Bare.over(rules)) {
                ActionRequested request = request(situation.capability(), situation.proposer());
                session.insert(request);
                session.insert(
                        profile(request, situation.device(), situation.criticality(), situation.data(), "olivia"));
                session.insert(new Person("ada", situation.roles()));
                List<String> fired = session.fired();

                session.run(Phase.COORDINATE);

                assertThat(fired.stream()
                                .map(name -> name.split(" ", -1)[1])
                                .sorted()
                                .toList())
                        .as(
                                "%s in %s",
                                situation,
                                table.cells().stream().map(Cell::text).toList())
                        .isEqualTo(matching(table, situation));
            }
        }
    }

    /** Read off the cells, row by row, as a person would. */
    private static List<String> matching(Table table, Situation situation) {
        Map<Integer, Map<String, String>> rows = table.cells().stream()
                .collect(Collectors.groupingBy(Cell::line, TreeMap::new, Collectors.toMap(Cell::column, Cell::text)));
        List<String> proposers = situation.proposer().isEmpty() ? List.of("policy") : situation.roles();
        List<String> matching = new ArrayList<>();
        rows.forEach((line, row) -> {
            boolean all = CAPABILITIES.contains(situation.capability())
                    && holds(row, "capability", List.of(situation.capability()))
                    && holds(row, "proposer", proposers)
                    && holds(row, "deviceClass", List.of(situation.device().name()))
                    && holds(row, "criticality", List.of(situation.criticality().name()))
                    && holds(row, "dataClass", List.of(situation.data().name()));
            if (all) {
                matching.add(String.valueOf(line));
            }
        });
        return matching;
    }

    private static boolean holds(Map<String, String> row, String column, List<String> values) {
        String cell = row.getOrDefault(column, "");
        return cell.equals("*") || values.stream().anyMatch(new TreeSet<>(List.of(cell.split("\\|", -1)))::contains);
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 999),
                        Arbitraries.integers().between(0, 999))
                .as(Change::new)
                .list()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<Situation>> situations() {
        Arbitrary<String> capability =
                Arbitraries.of("edr.isolate-host", "edr.isolate-host", "firewall.block-ip", "chat.post");
        Arbitrary<List<String>> roles = Arbitraries.of(
                List.of("responder"), List.of("lead"), List.of("lead", "responder"), List.of("owner"), List.of());
        return Combinators.combine(
                        Arbitraries.of("", "ada"),
                        roles,
                        capability,
                        Arbitraries.of(DeviceClass.class),
                        Arbitraries.of(Criticality.class),
                        Arbitraries.of(DataClass.class))
                .as(Situation::new)
                .list()
                .ofSize(60);
    }

    private static Bare session() {
        return Bare.over(rules(table()));
    }

    private static Table table() {
        Frame frame = new Frame("rules.coordination.coo_910", "COO-910", "coordinate", "coo 910");
        return Table.read(TableKind.AUTHORITY, CAPABILITIES, frame, CSV).table().orElseThrow();
    }

    private static Rules rules(Table table) {
        return Rules.rules().with(Phase.COORDINATE, "COO-910", table.drl());
    }

    private ActionRequested request(String capability, String proposer) {
        return new ActionRequested(
                "request-" + ++requests, "default", capability, "pay-db-1", List.of(), "payments", proposer);
    }

    private static TargetProfile profile(
            ActionRequested request, DeviceClass device, Criticality criticality, DataClass data, String owner) {
        return new TargetProfile(request, device, "payments", criticality, data, "", owner);
    }
}
