package dev.tutti.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What happens in the demonstration, from the first token to the last hint; everything goes through the REST interface. */
public final class Play {

    private static final List<String> ALERTS = List.of("1-scans", "2-intrusions", "3-malware");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration FREEZE = Duration.ofHours(2);

    private final Rest rest;
    private final String admin;
    private final SimulatedEstate estate;
    private final Clock clock;
    private final PrintStream out;
    private final Map<String, Integer> headlines = new TreeMap<>();
    private int number;

    /** At the service under this address; the token is an admin's. */
    public Play(String base, String admin, SimulatedEstate estate, Clock clock, PrintStream out) {
        this.rest = new Rest(base);
        this.admin = admin;
        this.estate = estate;
        this.clock = clock;
        this.out = out;
    }

    /** Waits for the service, plays, and says what to try next. */
    public void perform() {
        awaitReadiness();
        String siem = token("siem", "suricata-1");
        String rita = token("responder", "rita");
        String ravi = token("responder", "ravi");
        String ivan = token("risk-officer", "ivan");
        String audrey = token("auditor", "audrey");
        rest.call(admin, "POST", "/api/v1/context", resource("estate.json"), "application/json");
        Instant now = clock.instant();
        rest.put(
                admin,
                "/api/v1/context/periods/quarter-end",
                Map.of(
                        "period",
                        "CHANGE_FREEZE",
                        "service",
                        "trading-desk",
                        "from",
                        now.toString(),
                        "until",
                        now.plus(FREEZE).toString()));
        out.println(
                "The estate: 4 services, 7 assets, one no-touch address; a change freeze covers trading-desk for two hours.");
        out.println("The tools (simulated): "
                + Arrays.stream(Tool.values())
                        .map(tool -> tool.instance() + " " + estate.of(tool).baseUrl())
                        .collect(Collectors.joining(", ")));
        out.println();
        for (String file : ALERTS) {
            feed(siem, audrey, file);
        }
        out.println();
        out.println("Decided: " + headlines);
        answerOne(ivan, audrey);
        new Hints(rest, estate, out)
                .print(Map.of("siem", siem, "rita", rita, "ravi", ravi, "ivan", ivan, "audrey", audrey));
    }

    private void awaitReadiness() {
        Instant end = clock.instant().plus(PATIENCE);
        while (rest.status("/q/health/ready") != 200) {
            if (clock.instant().isAfter(end)) {
                throw new IllegalStateException("the service did not become ready within " + PATIENCE);
            }
            pause();
        }
    }

    private String token(String role, String name) {
        return rest.post(admin, "/api/v1/tokens", Map.of("role", role, "name", name))
                .path("token")
                .asText();
    }

    /** One alert at a time, so that each line stands beside its decision; a SIEM would send many at once. */
    private void feed(String siem, String auditor, String file) {
        out.println("Real alerts from " + file + ":");
        for (String line : resource("alerts/" + file + ".ndjson").lines().toList()) {
            JsonNode item = rest.call(siem, "POST", "/api/v1/alerts/suricata", line, "application/json");
            String id = item.path("id").asText();
            String headline = item.path("decision").asText();
            number++;
            if (item.path("duplicate").asBoolean()) {
                count("DUPLICATE");
                out.println(DecisionLine.again(number, headline, id));
            } else {
                count(headline);
                out.println(DecisionLine.of(number, headline, rest.get(auditor, "/api/v1/alerts/" + id)));
            }
        }
    }

    /** The owner of the critical service is asked, agrees, and the simulated EDR shows that the host is isolated. */
    private void answerOne(String ivan, String auditor) {
        JsonNode waiting = rest.get(
                auditor, "/api/v1/actions?state=AWAITING_APPROVAL&service=identity&capability=edr.isolate-host");
        onlyAsking("ivan", waiting.path("items")).ifPresent(action -> approve(ivan, action));
    }

    /** The first action that needs nobody's answer but this person's; with kept data others may stand before it. */
    static Optional<JsonNode> onlyAsking(String person, JsonNode actions) {
        for (JsonNode action : actions) {
            JsonNode asked = action.path("open");
            if (asked.size() == 1 && asked.path(0).path("approver").asText().equals(person)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }

    private void approve(String ivan, JsonNode waiting) {
        String host = waiting.path("target").asText();
        out.println();
        out.println("ivan owns identity and is asked before " + host + " is isolated. He approves, bound to the digest "
                + waiting.path("digest").asText().substring(0, 12) + "… of what will be done:");
        JsonNode action = rest.post(
                ivan,
                "/api/v1/actions/" + waiting.path("id").asText() + "/approvals",
                Map.of(
                        "verdict",
                        "APPROVE",
                        "reason",
                        "seen, go ahead",
                        "digest",
                        waiting.path("digest").asText()));
        out.println("   the action is " + action.path("state").asText());
        Instant end = clock.instant().plus(PATIENCE);
        while (clock.instant().isBefore(end) && !isolated(host)) {
            pause();
        }
        out.println("   the simulated EDR says of " + host + ": " + (isolated(host) ? "isolated" : "not isolated"));
    }

    private boolean isolated(String host) {
        JsonNode hosts = new Rest(estate.edr().baseUrl().toString()).get("", "/hosts");
        return hosts.toString().matches(".*\"" + host + "\"[^}]*isolated.*");
    }

    private void count(String headline) {
        headlines.merge(headline, 1, Integer::sum);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Play.class.getResourceAsStream("/demo/" + name), name);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return String.join("\n", reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
