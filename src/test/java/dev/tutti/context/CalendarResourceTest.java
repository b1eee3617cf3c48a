package dev.tutti.context;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.tutti.QuarkusTestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calendars of other programs, and periods that a rule repeats, over HTTP. */
@QuarkusTest
class CalendarResourceTest {

    private static final String IMPORT = "/api/v1/context/periods/import";

    @Test
    void statesTheEventsOfACalendarOnceHoweverOftenItIsSent() throws IOException {
        send("period=CHANGE_FREEZE&tier=HIGH", text("google.ics"))
                .then()
                .statusCode(200)
                .body("taken.outcome", equalTo(List.of("CREATED", "CREATED", "CREATED")))
                .body("taken[0].id", equalTo("tier:HIGH/0a1b2c3d4e5f@google.com"))
                .body("taken[0].summary", equalTo("Weekend freeze"))
                .body("ended", empty())
                .body("ignored", equalTo(0));
        send("period=CHANGE_FREEZE&tier=HIGH", text("google.ics"))
                .then()
                .statusCode(200)
                .body("taken", hasSize(3))
                .body("taken.outcome", everyItem(equalTo("UNCHANGED")));
        as(QuarkusTestDatabase.ADMIN_TOKEN)
                .get("/api/v1/context/periods/tier:HIGH/0a1b2c3d4e5f@google.com")
                .then()
                .statusCode(200)
                .body("period", equalTo("CHANGE_FREEZE"))
                .body("tier", equalTo("HIGH"))
                .body("service", nullValue())
                .body("zone", equalTo("Europe/Berlin"))
                .body("from", equalTo("2026-03-06T18:00"))
                .body("until", equalTo("2026-03-09T06:00"))
                .body("every", equalTo("FREQ=WEEKLY;UNTIL=20261231T225959Z;BYDAY=FR"));
    }

    @Test
    void endsWhatWasCalledOff() throws IOException {
        send("period=CHANGE_FREEZE&vertical=cancelled", text("google.ics"))
                .then()
                .statusCode(200);

        send(
                        "period=CHANGE_FREEZE&vertical=cancelled",
                        text("google.ics")
                                .replace("SUMMARY:Year end\nSTATUS:CONFIRMED", "SUMMARY:Year end\nSTATUS:CANCELLED"))
                .then()
                .statusCode(200)
                .body("taken", hasSize(2))
                .body("ended", equalTo(List.of("vertical:cancelled/year-end@google.com")));
    }

    @Test
    void statesNothingOfACalendarOfWhichAPartIsWrong() throws IOException {
        problem(
                        send(
                                "period=CHANGE_FREEZE&service=wrong",
                                text("google.ics").replace("DTSTART;VALUE=DATE:20261220", "DTSTART:20261220T000000")),
                        400)
                .body("code", equalTo("INVALID"))
                .body("errors", hasSize(1))
                .body("errors[0].pointer", equalTo("/VEVENT/3/DTSTART"))
                .body("errors[0].detail", containsString("event 3 (Year end) names no time zone"));

        as(QuarkusTestDatabase.ADMIN_TOKEN)
                .get("/api/v1/context/periods/service:wrong/0a1b2c3d4e5f@google.com")
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({
        "service=payments, query:period",
        "period=CHANGE_FREEZE, query:service",
        "period=CHANGE_FREEZE&tier=BIG, query:tier",
        "period=CHANGE_FREEZE&all=true&person=nora, query:person",
        "period=CHANGE_FREEZE&all=true&zone=Mars, query:zone"
    })
    void saysWhatTheRequestLacks(String query, String pointer) throws IOException {
        problem(send(query, text("apple.ics")), 400).body("errors[0].pointer", equalTo(pointer));
    }

    @Test
    void refusesWhatIsNoCalendar() {
        problem(send("period=HOLIDAY&all=true", "hello"), 400).body("code", equalTo("MALFORMED"));
        problem(send("period=HOLIDAY&all=true", "BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n"), 400)
                .body("detail", containsString("no events"));
        problem(
                as(QuarkusTestDatabase.ADMIN_TOKEN)
                        .contentType("text/calendar")
                        .body("x".repeat(5 * 1024 * 1024).getBytes(StandardCharsets.UTF_8))
                        .post(IMPORT + "?period=HOLIDAY&all=true"),
                413);
    }

    @Test
    void letsNobodyElseWrite() throws IOException {
        String token = as(QuarkusTestDatabase.ADMIN_TOKEN)
                .contentType(ContentType.JSON)
                .body(Map.of("name", "calendar-responder", "role", "responder"))
                .post("/api/v1/tokens")
                .path("token");

        problem(
                as(token)
                        .contentType("text/calendar")
                        .body(text("apple.ics").getBytes(StandardCharsets.UTF_8))
                        .post(IMPORT + "?period=ON_CALL&service=payments"),
                403);
    }

    @Test
    void takesAPeriodThatARuleRepeats() {
        Map<String, Object> nights = Map.of(
                "period", "MAINTENANCE_WINDOW",
                "tier", "NORMAL",
                "zone", "America/New_York",
                "from", "2026-03-01T02:00",
                "duration", "PT2H",
                "every", "FREQ=WEEKLY;BYDAY=SU");

        put("nights", nights).then().statusCode(201).body("every", equalTo("FREQ=WEEKLY;BYDAY=SU"));
        put("nights", nights).then().statusCode(200);
        problem(
                        put(
                                "explosion",
                                Map.of(
                                        "period", "MAINTENANCE_WINDOW",
                                        "all", true,
                                        "zone", "UTC",
                                        "from", "2026-03-01T02:00",
                                        "duration", "PT2H",
                                        "every", "FREQ=SECONDLY")),
                        400)
                .body("errors[0].pointer", equalTo("/every"));
    }

    private static Response put(String id, Map<String, Object> period) {
        return as(QuarkusTestDatabase.ADMIN_TOKEN)
                .contentType(ContentType.JSON)
                .body(period)
                .put("/api/v1/context/periods/" + id);
    }

    private static Response send(String query, String calendar) {
        return as(QuarkusTestDatabase.ADMIN_TOKEN)
                .contentType("text/calendar")
                .body(calendar.getBytes(StandardCharsets.UTF_8))
                .post(IMPORT + "?" + query);
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static ValidatableResponse problem(Response answer, int status) {
        return answer.then().statusCode(status).contentType("application/problem+json");
    }

    private static String text(String file) throws IOException {
        return Files.readString(Path.of("src/test/resources/calendar", file));
    }
}
