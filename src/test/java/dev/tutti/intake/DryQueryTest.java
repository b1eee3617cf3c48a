package dev.tutti.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DryQueryTest {

    @ParameterizedTest
    @CsvSource({
        "dry=true, true",
        "dry=TRUE, true",
        "dry=false, false",
        "'', false",
        // Nothing of ours, perhaps a proxy's.
        "via=proxy, false"
    })
    void knowsADryRunByItsName(String query, boolean asked) {
        assertThat(DryQuery.isAsked(parsed(query))).isEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource({
        "dry, query:dry",
        "dry=1, query:dry",
        "dry=yes, query:dry",
        "dry=true&dry=true, query:dry",
        "dryrun=true, query:dryrun",
        "dry-run=true, query:dry-run",
        "Dry=true, query:Dry"
    })
    void doesNotTakeInEarnestWhatLooksLikeADryRun(String query, String pointer) {
        HttpProblem problem = refused(query);

        assertThat(problem.getStatusCode()).isEqualTo(400);
        assertThat(problem.getDetail()).contains("nothing was taken");
        assertThat(problem.getParameters().get("errors")).asString().contains(pointer);
    }

    @Test
    void saysWhatIsKnown() {
        assertThat(refused("dryrun=true").getParameters().get("errors"))
                .asString()
                .contains("is not known here; known is dry");
        assertThat(refused("dry=1").getParameters().get("errors")).asString().contains("must be true or false");
    }

    private static HttpProblem refused(String query) {
        return catchThrowableOfType(HttpProblem.class, () -> DryQuery.isAsked(parsed(query)));
    }

    private static MultivaluedMap<String, String> parsed(String query) {
        var parsed = new MultivaluedHashMap<String, String>();
        for (String part : query.isEmpty() ? new String[0] : query.split("&")) {
            String[] pair = part.split("=", 2);
            parsed.add(pair[0], pair.length == 2 ? pair[1] : "");
        }
        return parsed;
    }
}
