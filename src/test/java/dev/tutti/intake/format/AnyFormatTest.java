package dev.tutti.intake.format;

import static dev.tutti.intake.format.Bodies.errors;
import static dev.tutti.intake.format.Bodies.items;
import static dev.tutti.intake.format.Bodies.report;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.intake.format.Item.Broken;
import dev.tutti.intake.format.Item.Parsed;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnyFormatTest {

    private static final String EVE = """
            {"timestamp":"2026-03-01T10:05:00.000000+0000","event_type":"alert","src_ip":"198.51.100.7","dest_ip":"192.0.2.1",\
            "alert":{"signature_id":1,"signature":"ET SCAN x","severity":2}}""";
    private static final String EVENT = """
            {"specversion":"1.0","id":"1","source":"/sensors/1","type":"org.example.alert",%s}""";

    private final AlertFormat any = new AlertFormats(Bodies.NOON).any();
    private final AlertFormat events = Bodies.format("cloudevents");

    @Test
    void tellsTheFormatOfEachAlertByLooking() {
        var items = items(any, Bodies.bytes("[" + EVE + "," + Bodies.SCAN + "]"));

        assertThat(items).extracting(item -> ((Parsed) item).format()).containsExactly("suricata", "tutti");
    }

    @Test
    void readsWhatItDoesNotKnowAsItsOwnAndSaysWhatIsMissing() {
        assertThat(errors(any, "{\"colour\":\"red\"}"))
                .extracting(error -> error.pointer())
                .containsExactlyInAnyOrder("/source", "/title", "/observedAt");
    }

    @Test
    void saysThatItDidNotRecogniseWhatIsNoAlertOfOurs() {
        assertThat(hint("{\"colour\":\"red\"}")).contains("name it in the path");
        assertThat(hint("{\"source\":\"nids\",\"observedAt\":\"2026-03-01T10:05:00Z\"}"))
                .isEmpty();
    }

    private String hint(String body) {
        return ((Broken) items(any, Bodies.bytes(body)).get(0)).problem().hint();
    }

    @Test
    void takesOffCloudEventsInEveryOfTheirForms() {
        String base64 = Base64.getEncoder().encodeToString(Bodies.bytes(EVE));
        var plain = report(any, EVE);

        for (String data : new String[] {
            "\"data\":" + EVE, "\"data\":\"" + EVE.replace("\"", "\\\"") + "\"", "\"data_base64\":\"" + base64 + "\""
        }) {
            var report = report(events, EVENT.formatted(data));
            assertThat(report.sourceId()).isEqualTo(plain.sourceId());
            assertThat(report.digest()).isEqualTo(plain.digest());
            assertThat(report.raw()).contains("specversion");
        }
    }

    @Test
    void takesOffWhatAmazonPutsAroundAFinding() {
        String bridge = "{\"version\":\"0\",\"detail-type\":\"x\",\"source\":\"y\",\"detail\":" + EVE + "}";
        String notification = "{\"Type\":\"Notification\",\"TopicArn\":\"arn:aws:sns:eu-central-1:1:t\",\"Message\":\""
                + bridge.replace("\"", "\\\"") + "\"}";

        assertThat(report(any, notification).digest())
                .isEqualTo(report(any, EVE).digest());
    }

    @Test
    void takesEachOutOfAnEnvelopeThatHasSeveral() {
        String notification =
                "{\"Sns\":{\"Type\":\"Notification\",\"TopicArn\":\"arn:aws:sns:eu-central-1:1:t\",\"Message\":\""
                        + EVE.replace("\"", "\\\"") + "\"}}";
        String message = "{\"messageId\":\"1\",\"body\":\"" + Bodies.SCAN.replace("\"", "\\\"") + "\"}";

        assertThat(formats("{\"Records\":[" + notification + "," + notification + "]}"))
                .containsExactly("suricata", "suricata");
        assertThat(formats("{\"Records\":[" + message + "]}")).containsExactly("tutti");
        assertThat(formats(EVENT.formatted("\"data\":[" + EVE + "," + Bodies.SCAN + "]")))
                .containsExactly("suricata", "tutti");
    }

    private List<String> formats(String body) {
        return items(any, Bodies.bytes(body)).stream()
                .map(item -> ((Parsed) item).format())
                .toList();
    }

    @Test
    void leavesEventsToOthersThatOnlyHaveATypeAndATime() {
        assertThat(errors(any, "{\"event_type\":\"authentication\",\"timestamp\":1763629200,\"factor\":\"duo_push\"}"))
                .isNotEmpty();
        assertThat(errors(any, "{\"event_type\":\"login\",\"timestamp\":\"2026-03-01T10:05:00Z\"}"))
                .isNotEmpty();
    }

    @Test
    void saysWhereInAnEnvelopeSomethingIsWrong() {
        assertThat(errors(events, EVENT.formatted("\"data\":{\"event_type\":\"alert\",\"timestamp\":\"never\"}")))
                .extracting(error -> error.pointer())
                .containsExactly("/data/timestamp", "/data/alert");
        assertThat(errors(events, EVENT.formatted("\"data\":[1]")))
                .extracting(error -> error.pointer())
                .containsExactly("/data");
        assertThat(errors(events, EVENT.formatted("\"data_base64\":\"%%%\"")))
                .extracting(error -> error.pointer())
                .containsExactly("/data_base64");
        assertThat(errors(events, EVENT.replace("1.0", "0.3").formatted("\"data\":" + EVE)))
                .extracting(error -> error.pointer())
                .containsExactly("/specversion");
    }
}
