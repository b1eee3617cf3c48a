package dev.tutti.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.tutti.fact.Asset;
import dev.tutti.fact.Context;
import dev.tutti.fact.Criticality;
import dev.tutti.fact.DataClass;
import dev.tutti.fact.Delegation;
import dev.tutti.fact.DeviceClass;
import dev.tutti.fact.Employee;
import dev.tutti.fact.EmployeeStatus;
import dev.tutti.fact.Service;
import dev.tutti.fact.Upkeep;
import dev.tutti.fact.UpkeepKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContextWordTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @Test
    void bindsTimesToTheMillisecondWhateverTheirOffset() throws JsonProcessingException {
        Context upkeep = fact(
                "upkeep", "{id: ids, kind: FEED, owner: nora, since: '2026-03-01T11:00:00.123+01:00', everyHours: 24}");

        long since = Instant.parse("2026-03-01T10:00:00.123Z").toEpochMilli();
        assertThat(upkeep).isEqualTo(new Upkeep("ids", UpkeepKind.FEED, "nora", since, 24));
    }

    @Test
    void takesWhatIsLeftOutForEmptyOrUnknown() throws JsonProcessingException {
        assertThat(fact("service", "{name: payments, owner: petra, criticality: HIGH}"))
                .isEqualTo(new Service("payments", "petra", Criticality.HIGH, "", DataClass.UNKNOWN, 0));
        assertThat(fact("asset", "{name: pay-db-1, service: payments}"))
                .isEqualTo(new Asset("pay-db-1", "payments", List.of(), DeviceClass.UNKNOWN));
        assertThat(fact("employee", "{user: eva, department: sales, status: JOINER}"))
                .isEqualTo(new Employee("eva", "sales", "", EmployeeStatus.JOINER));
        assertThat(((Upkeep) fact("upkeep", "{id: x, kind: LICENCE, owner: y, since: '2026-03-01T10:00:00Z'}"))
                        .everyHours())
                .isZero();
    }

    @Test
    void tellsInTheWordsOfTheFactWhatContradictsItself() {
        assertThatThrownBy(
                        () -> fact(
                                "delegation",
                                "{id: d, delegator: a, delegate: b, from: '2026-03-01T10:00:00Z', until: '2026-03-01T10:00:00Z'}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a delegation must end after it begins");
    }

    @Test
    void namesAFactAsTheJournalDoes() {
        Delegation delegation = new Delegation("d", "a", "b", 0, 1);

        assertThat(ContextWord.DELEGATION.factId("d")).isEqualTo(delegation.factId());
        assertThat(ContextWord.MEMBERSHIP.factId("eva:crm")).isEqualTo("Membership:eva:crm");
    }

    /** The two forms stand in two files, since an editor reads one at a time; they must not drift apart. */
    @ParameterizedTest
    @EnumSource(ContextWord.class)
    void isDescribedAlikeInCasesAndInTheSampleEstate(ContextWord word) throws IOException {
        JsonNode estate = schema("estate");
        JsonNode cases = schema("case");

        JsonNode step = cases.at("/properties/given/items/properties/" + word.word());
        JsonNode ofCases = step.has("$ref") ? cases.at("/$defs/" + word.word()) : step;
        JsonNode ofEstate = estate.at("/$defs/" + word.word());

        assertThat(ofEstate.path("properties")).isNotEmpty().isEqualTo(ofCases.path("properties"));
        assertThat(estate.at("/properties/" + word.section() + "/items/$ref").asText())
                .isEqualTo("#/$defs/" + word.word());
    }

    private static Context fact(String word, String yaml) throws JsonProcessingException {
        return ContextWord.of(word).orElseThrow().fact(YAML.readTree(yaml));
    }

    private static JsonNode schema(String name) throws IOException {
        return new ObjectMapper().readTree(Files.readString(Path.of("docs/schemas/" + name + ".schema.json")));
    }
}
