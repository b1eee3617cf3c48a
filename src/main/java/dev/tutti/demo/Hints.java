package dev.tutti.demo;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** What a person can try next; every line works when it is pasted. */
final class Hints {

    private final Rest rest;
    private final SimulatedEstate estate;
    private final PrintStream out;

    Hints(Rest rest, SimulatedEstate estate, PrintStream out) {
        this.rest = rest;
        this.estate = estate;
        this.out = out;
    }

    void print(Map<String, String> tokens) {
        String api = rest.base() + "/api/v1";
        out.println();
        out.println("The service stays up until Ctrl-C. What to try next (tokens of this run only):");
        out.println();
        tokens.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(token -> out.println("  " + token.getKey().toUpperCase(Locale.ROOT) + "=" + token.getValue()));
        out.println();
        out.println("  # what waits for somebody, what is held, what was denied");
        out.println(curl("$AUDREY", api + "/actions?open=true&state=AWAITING_APPROVAL"));
        out.println(curl("$AUDREY", api + "/actions?state=HELD"));
        out.println(curl("$AUDREY", api + "/decisions?headline=DENIED"));
        out.println(
                "  # which rules fired for one policy, and the whole story of one alert (take an alertId from there)");
        out.println(curl("$AUDREY", api + "/firings?policy=RES-001&limit=3"));
        out.println("  # one more alert, as Suricata would send it");
        out.println("  curl -s -H \"Authorization: Bearer $SIEM\" -H 'Content-Type: application/json' " + api
                + "/alerts/suricata -d '{\"timestamp\":\"2026-11-22T10:00:00.000000+0000\",\"event_type\":\"alert\","
                + "\"src_ip\":\"5.1.1.3\",\"dest_ip\":\"198.51.100.7\",\"proto\":\"TCP\",\"alert\":{\"gid\":1,"
                + "\"signature_id\":2024792,\"rev\":4,\"signature\":\"ET MALWARE CnC Beacon\","
                + "\"category\":\"Malware Command and Control Activity Detected\",\"severity\":1}}'");
        out.println(
                "  # rita proposes to block one of our own machines; nobody approves what they proposed, so ravi has to");
        out.println(
                "  curl -s -H \"Authorization: Bearer $RITA\" -H 'Content-Type: application/json' " + api
                        + "/actions -d '{\"capability\":\"firewall.block-ip\",\"target\":\"192.168.55.199\",\"reason\":\"looks wrong\"}'");
        out.println("  # what the simulated tools hold");
        out.println("  curl -s " + estate.firewall().baseUrl() + "/blocks");
        out.println("  curl -s " + estate.edr().baseUrl() + "/hosts");
        out.println("  # the description of the whole interface");
        out.println(curl("$AUDREY", rest.base() + "/q/openapi?format=json"));
    }

    private static String curl(String token, String url) {
        return "  curl -s -H \"Authorization: Bearer " + token + "\" '" + url + "'";
    }
}
