package dev.tutti.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class PlayTest {

    @Test
    void choosesWhatOneAnswerOfTheOwnerLetsGo() throws JsonProcessingException {
        // Given: what an earlier run may have left behind stands first.
        JsonNode actions = new ObjectMapper().readTree("""
                        [{"id": "needs two", "open": [{"approver": "responder"}, {"approver": "ivan"}]},
                         {"id": "needs another", "open": [{"approver": "paula"}]},
                         {"id": "needs nobody now", "open": []},
                         {"id": "needs him", "open": [{"approver": "ivan"}]},
                         {"id": "needs him too", "open": [{"approver": "ivan"}]}]
                        """);

        assertThat(Play.onlyAsking("ivan", actions))
                .map(action -> action.path("id").asText())
                .contains("needs him");
        assertThat(Play.onlyAsking("olga", actions)).isEmpty();
    }
}
