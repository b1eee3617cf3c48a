package dev.tutti.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.intake.format.Bodies;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Requests of which nothing can be kept. To the good alert of each format is done what senders and attackers do to alerts;
 * what would be left unusable by it is the same for every format.
 */
final class Malformed {

    /** As docs/formats.md says. */
    private static final int LONGEST_TEXT = 524_288;

    /** One request; the status is any of 4xx. */
    record Request(String what, String path, String mediaType, ByteBuffer body) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/api/v1/alerts";
    private static final String TYPE = "application/json";

    /** A good alert of each format, and the members without which it is none. */
    record Good(String format, String alert, List<String> mandatory, String time) {}

    private static final List<Good> GOOD = List.of(
            new Good("tutti", Bodies.SCAN, List.of("source", "title", "observedAt"), "observedAt"),
            new Good("suricata", """
                    {"timestamp":"2026-03-01T10:05:00.000000+0000","event_type":"alert","src_ip":"198.51.100.7",\
                    "alert":{"signature_id":1,"signature":"x","severity":2}}""", List.of("timestamp", "event_type", "alert"), "timestamp"),
            new Good("wazuh", """
                    {"timestamp":"2026-03-01T10:05:00.000+0000","id":"1.2","agent":{"id":"007","name":"a"},\
                    "rule":{"level":3,"id":"1","description":"d"}}""", List.of("timestamp", "rule"), "timestamp"),
            new Good(
                    "elastic", """
                    {"@timestamp":"2026-03-01T10:05:00Z","kibana.alert.uuid":"u","kibana.alert.rule.name":"n"}""", List.of("@timestamp", "kibana.alert.uuid", "kibana.alert.rule.name"), "@timestamp"),
            new Good("guardduty", """
                    {"schemaVersion":"2.0","accountId":"1","region":"eu-central-1","id":"g","type":"Recon:EC2/Portscan","title":"t",\
                    "severity":2,"updatedAt":"2026-03-01T10:05:00Z","service":{},"resource":{}}""", List.of("id"), "updatedAt"),
            new Good("ocsf", """
                    {"class_uid":2004,"category_uid":2,"activity_id":1,"severity_id":4,"time":"2026-03-01T10:05:00Z",\
                    "metadata":{"version":"1.1.0","product":{"name":"p"}},"finding_info":{"uid":"u","title":"t"}}""", List.of("time", "finding_info"), "time"),
            new Good(
                    "falco",
                    "{\"output\":\"o\",\"priority\":\"Error\",\"rule\":\"r\",\"time\":\"2026-03-01T10:05:00Z\"}",
                    List.of("output", "rule", "time"),
                    "time"));

    private static final Map<String, UnaryOperator<String>> SPOILT = spoilt();

    private Malformed() {}

    /** Hundreds of them, none twice. */
    static List<Request> requests() {
        List<Request> requests = new ArrayList<>();
        for (Good good : GOOD) {
            for (String path : List.of(PATH + "/" + good.format(), PATH)) {
                text(good, path, requests);
                members(good, path, requests);
            }
            for (String type :
                    List.of("application/xml", "multipart/form-data", "image/png", "application/octet-stream")) {
                requests.add(request("sent as " + type, PATH + "/" + good.format(), type, good.alert()));
            }
            requests.add(request("for nobody", PATH + "/no-" + good.format(), TYPE, good.alert()));
        }
        return requests;
    }

    /** What is done to the text of an alert. */
    private static void text(Good good, String path, List<Request> requests) {
        SPOILT.forEach((what, spoil) -> requests.add(request(what, path, TYPE, spoil.apply(good.alert()))));
        for (int length = 1; length < good.alert().length(); length += 7) {
            requests.add(request("cut after " + length, path, TYPE, good.alert().substring(0, length)));
        }
        for (int place = 1; place < 60; place += 10) {
            byte[] broken = good.alert().getBytes(StandardCharsets.UTF_8);
            broken[place] = (byte) 0xC0;
            requests.add(new Request("no UTF-8 at " + place, path, TYPE, ByteBuffer.wrap(broken)));
        }
    }

    private static void members(Good good, String path, List<Request> requests) {
        for (String member : good.mandatory()) {
            requests.add(request("without " + member, path, TYPE, with(good, member, "")));
            for (String value : List.of("null", "true", "{}", "[]", "[[1]]", "\"\"", "\" \"")) {
                requests.add(request(member + " as " + value, path, TYPE, with(good, member, value)));
            }
        }
        for (String time :
                List.of("soon", "2026-13-45T00:00:00Z", "2126-01-01T00:00:00Z", "2026-03-01", "0001-01-01T00:00:00Z")) {
            requests.add(request("at " + time, path, TYPE, with(good, good.time(), '"' + time + '"')));
        }
    }

    private static Map<String, UnaryOperator<String>> spoilt() {
        Map<String, UnaryOperator<String>> spoilt = new LinkedHashMap<>();
        spoilt.put("empty", alert -> "");
        spoilt.put("blank", alert -> " \n\t ");
        spoilt.put("nothing", alert -> "null");
        spoilt.put("a number", alert -> "42");
        spoilt.put("a text", alert -> "\"alert\"");
        spoilt.put("an array of numbers", alert -> "[1,2,3]");
        spoilt.put("an array that does not end", alert -> "[" + alert + ",");
        spoilt.put("more after the end", alert -> alert + "}");
        spoilt.put("a key twice", alert -> alert.replaceFirst("\\{", "{\"k\":1,\"k\":2,"));
        spoilt.put("not a number", alert -> alert.replaceFirst("\\{", "{\"k\":NaN,"));
        spoilt.put("a long number", alert -> alert.replaceFirst("\\{", "{\"k\":" + "9".repeat(50) + ","));
        spoilt.put(
                "a long text", alert -> alert.replaceFirst("\\{", "{\"k\":\"" + "x".repeat(LONGEST_TEXT + 1) + "\","));
        spoilt.put("deep", alert -> alert.replaceFirst("\\{", "{\"k\":" + "[".repeat(40) + "]".repeat(40) + ","));
        spoilt.put("very deep", alert -> "[".repeat(10_000));
        spoilt.put("large", alert -> alert.replaceFirst("\\{", "{\"k\":[" + "1,".repeat(600_000) + "1],"));
        spoilt.put("many", alert -> "[" + (alert + ",").repeat(1_000) + alert + "]");
        spoilt.put("single quotes", alert -> alert.replace('"', '\''));
        spoilt.put("a form", alert -> "payload=" + alert);
        spoilt.put("markup", alert -> "<alert/>");
        return spoilt;
    }

    /** @param value in JSON; {@code ""} leaves the member out */
    private static String with(Good good, String member, String value) {
        try {
            ObjectNode alert = (ObjectNode) JSON.readTree(good.alert());
            alert.remove(member);
            if (!value.isEmpty()) {
                JsonNode node = JSON.readTree(value);
                alert.set(member, node);
            }
            return alert.toString();
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static Request request(String what, String path, String type, String body) {
        return new Request(what, path, type, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
    }
}
