package dev.tutti.process;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.demo.Tool;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** The simulated tools as somebody sees them who stands in front of them. */
final class Tools {

    private Tools() {}

    /** What a tool will find of this from now on. */
    static void know(Tool tool, String name, Map<String, Object> what) {
        int status = given().header("Authorization", "Bearer " + ProcessStage.TOKEN)
                .contentType(ContentType.JSON)
                .body(what)
                .put(url(tool) + "/known/{name}", name)
                .statusCode();
        assertThat(status).isIn(200, 201);
    }

    /** What it holds there, as it holds it. */
    static List<Map<String, Object>> held(Tool tool, String path) {
        return given().get(url(tool) + "/" + path).jsonPath().getList(path);
    }

    static List<String> names(Tool tool, String path) {
        return texts(held(tool, path), "name");
    }

    /** Those that were done for this target. */
    static List<Map<String, Object>> reports(Tool tool, String path, String target) {
        return held(tool, path).stream()
                .filter(report -> target.equals(report.get("target")))
                .toList();
    }

    static boolean isolated(String host) {
        return given().get(url(Tool.EDR) + "/hosts/{host}", host).path("state").equals("isolated");
    }

    /** Summaries of the tickets that speak of this. */
    static List<String> tickets(String about) {
        return texts(held(Tool.TICKET, "tickets"), "summary").stream()
                .filter(summary -> summary.contains(about))
                .toList();
    }

    /** Channel and text of the messages that speak of this. */
    static List<String> messages(String about) {
        return held(Tool.CHAT, "messages").stream()
                .map(message -> message.get("channel") + " " + message.get("text"))
                .filter(message -> message.contains(about))
                .toList();
    }

    private static List<String> texts(List<Map<String, Object>> things, String member) {
        return things.stream().map(thing -> String.valueOf(thing.get(member))).toList();
    }

    private static String url(Tool tool) {
        return ConfigProvider.getConfig()
                .getValue("tutti.connectors.instances." + tool.instance() + ".base-url", String.class);
    }
}
