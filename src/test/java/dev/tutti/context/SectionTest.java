package dev.tutti.context;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tutti.fact.Context;
import dev.tutti.problem.FieldError;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class SectionTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Complaints complaints = new Complaints();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            services            | payments                       | {"owner": "petra", "criticality": "HIGH", "vertical": "finance", "dataClass": "SECRET", "outageMinutes": 60}
            assets              | pay-db-1                       | {"service": "payments", "addresses": ["10.0.1.5"], "deviceClass": "SERVER"}
            periods             | f1                             | {"period": "CHANGE_FREEZE", "service": "s", "from": "2026-03-01T10:00:00Z", "until": "2026-03-01T11:00:00Z"}
            no-touch            | 10.0.0.0/8                     | {"why": "ours"}
            verticals           | finance                        | {"outageIsSecurityEvent": true}
            teams               | change-board                   | {"members": ["rita", "otto"]}
            flows               | shop                           | {"source": "10.0.3.0/24", "destination": "Pay-DB-1.", "service": "payments"}
            delegations         | d1                             | {"delegator": "petra", "delegate": "ada", "from": "2026-03-01T10:00:00Z", "until": "2026-03-01T11:00:00Z"}
            duties              | identity.disable-user:responder:risk-officer | {}
            break-glass-rights  | carla                          | {}
            in-charge           | SERVICE:payments               | {"person": "petra"}
            in-charge           | INCIDENT:INC:1                 | {"person": "petra"}
            incidents           | INC-1                          | {"title": "a worm", "service": "office"}
            upkeep              | ids-signatures                 | {"kind": "SIGNATURES", "owner": "nora", "since": "2026-03-01T10:00:00Z", "everyHours": 24}
            changes             | CHG-1                          | {"kind": "EXPOSURE", "service": "web-shop", "what": "port 8443 is open"}
            mandates            | CRITICAL:CONTAIN               | {}
            employees           | eva                            | {"department": "sales", "status": "LEAVER"}
            entitlements        | sales:urn:groups:crm           | {}
            memberships         | eva:urn:groups:crm             | {}
            """)
    void statesUnderItsPathAndShowsWhatItStated(String path, String id, String body) throws JsonProcessingException {
        Section section = Section.ofPath(path).orElseThrow();

        Context fact = stated(section, id, body).orElseThrow(() -> new AssertionError(complaints.shown()));

        assertThat(fact).isInstanceOf(section.type());
        assertThat(section.id(fact)).isEqualTo(section.spell(id));
        assertThat(Entry.of(fact).fact("", complaints)).contains(fact);
        String shown = MAPPER.writeValueAsString(Entry.of(fact));
        assertThat(MAPPER.readValue(shown, section.form()).fact("", complaints)).contains(fact);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            services     | s     | {"owner": "petra", "criticality": "UNKNOWN"}                             | /criticality
            services     | s     | {"owner": "petra", "criticality": "LOW", "outageMinutes": 43201}         | /outageMinutes
            services     | s     | {"owner": "petra", "criticality": "LOW", "dataClass": "TOP"}             | /dataClass
            assets       | a     | {"service": "s", "deviceClass": "TOASTER"}                               | /deviceClass
            teams        | t     | {"members": ["ada", ""]}                                                 | /members/1
            flows        | f     | {"source": "10.0.0.0-10.0.0.9 ", "destination": "*.example.org", "service": "s"} | /destination
            delegations  | d     | {"delegator": "ada", "delegate": "ADA", "from": "2026-03-01T10:00:00Z", "until": "2026-03-02T10:00:00Z"} | /delegate
            delegations  | d     | {"delegator": "ada", "delegate": "bela", "from": "2026-03-01T10:00:00Z", "until": "2028-03-02T10:00:00Z"} | /until
            duties       | isolate:responder:admin | {}                                                     | /capability
            duties       | a.b:RESPONDER:admin     | {}                                                     | /firstRole
            in-charge    | WEATHER:x    | {"person": "ada"}                                                 | /subject
            in-charge    | SERVICE:     | {"person": "ada"}                                                 | /name
            upkeep       | u     | {"kind": "POLICY_REVIEW", "owner": "o", "since": "2026-03-01T10:00:00Z"} | /kind
            upkeep       | u     | {"kind": "OVERRIDE_REVIEW", "owner": "o", "since": "2026-03-01T10:00:00Z"} | /kind
            upkeep       | TIM-003 | {"kind": "FEED", "owner": "o", "since": "2026-03-01T10:00:00Z"}        | /id
            upkeep       | u     | {"kind": "FEED", "owner": "o", "since": "2026-03-01T10:00:00Z", "everyHours": -1} | /everyHours
            mandates     | UNKNOWN:CONTAIN | {}                                                             | /criticality
            memberships  | eva   | {}                                                                       | /group
            memberships  | x     | {"user": "a:b", "group": "c"}                                            | /user
            entitlements | x     | {"department": "a:b", "group": "c"}                                      | /department
            employees    | eva   | {"department": "sales", "status": "RETIRED"}                             | /status
            """)
    void saysWhichMemberIsWrong(String path, String id, String body, String pointer) throws JsonProcessingException {
        assertThat(stated(Section.ofPath(path).orElseThrow(), id, body)).isEmpty();
        assertThat(complaints.shown()).extracting(FieldError::pointer).contains(pointer);
    }

    @Test
    void refusesNamesThatAreTooLongTogether() {
        String longest = "a".repeat(200);

        assertThat(new AccountEntry.OfMembership(longest, longest).fact("", complaints))
                .isEmpty();
        assertThat(complaints.shown()).extracting(FieldError::pointer).containsExactly("/group");
    }

    @Test
    void refusesATeamAsLargeAsAnOrganisation() {
        var all = java.util.Collections.nCopies(257, "ada");

        assertThat(new PeopleEntry.OfTeam("all", all).fact("", complaints)).isEmpty();
        assertThat(complaints.shown()).containsExactly(new FieldError("/members", "must be at most 256"));
    }

    @Test
    void hasAPathAMemberAndAFormOfItsOwn() {
        assertThat(Section.values()).extracting(Section::path).doesNotHaveDuplicates();
        assertThat(Section.values()).extracting(Section::member).doesNotHaveDuplicates();
        assertThat(Section.values()).extracting(Section::form).doesNotHaveDuplicates();
        assertThat(Section.values()).extracting(Section::type).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(
            value = Section.class,
            mode = Mode.EXCLUDE,
            names = {"PEOPLE", "REMOVALS"})
    void complainsOfAnEntryThatSaysNothing(Section section) throws JsonProcessingException {
        Entry empty = MAPPER.readValue("{}", section.form());
        assertThat(empty.fact("/x/0", complaints)).isEmpty();
        assertThat(complaints.shown()).allMatch(error -> error.pointer().startsWith("/x/0/"));
        assertThat(complaints.shown()).isNotEmpty();
    }

    private Optional<Context> stated(Section section, String id, String body) throws JsonProcessingException {
        return MAPPER.readValue(body, section.form()).named(section.spell(id)).fact("", complaints);
    }
}
