package dev.tutti.intake.format;

import static dev.tutti.intake.format.Bodies.items;
import static dev.tutti.intake.format.Bodies.sample;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tutti.fact.AlertReport;
import dev.tutti.intake.format.Item.LeftOut;
import dev.tutti.intake.format.Item.Parsed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Suricata itself writes about the captures of its own tests, all of it, against what the user guide says of each member
 * ("EVE JSON Format"): a second, plainer reading, which knows nothing of ours.
 */
class SuricataVerifyTest {

    /** Some of the captures were made after the other samples. */
    private static final AlertFormat EVE = new AlertFormats(
                    Clock.fixed(Instant.parse("2027-01-01T00:00:00Z"), ZoneOffset.UTC))
            .named("suricata")
            .orElseThrow();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSZ");

    /** Where the guide says that a value lies, what it is and which part it plays; {@code *} is each element of a list. */
    private static final List<Place> PLACES = List.of(
            new Place("ether/src_mac", "MAC SOURCE"),
            new Place("ether/dest_mac", "MAC TARGET"),
            new Place("tls/sni", "DOMAIN OTHER"),
            new Place("quic/sni", "DOMAIN OTHER"),
            new Place("dns/rrname", "DOMAIN OTHER"),
            new Place("dns/query/*/rrname", "DOMAIN OTHER"),
            new Place("dns/queries/*/rrname", "DOMAIN OTHER"),
            new Place("dns/answer/rrname", "DOMAIN OTHER"),
            new Place("dns/answers/*/rrname", "DOMAIN OTHER"),
            new Place("http/hostname", "DOMAIN OTHER"),
            new Place("http/xff", "IP OTHER"),
            new Place("files/*/filename", "FILE OTHER"),
            new Place("files/*/md5", "HASH OTHER"),
            new Place("files/*/sha1", "HASH OTHER"),
            new Place("files/*/sha256", "HASH OTHER"),
            new Place("smb/filename", "FILE OTHER"),
            new Place("nfs/filename", "FILE OTHER"),
            new Place("ftp_data/filename", "FILE OTHER"),
            new Place("smtp/mail_from", "EMAIL SOURCE"),
            new Place("smtp/rcpt_to/*", "EMAIL TARGET"),
            new Place("email/from", "EMAIL SOURCE"),
            new Place("email/to/*", "EMAIL TARGET"),
            new Place("email/cc/*", "EMAIL TARGET"),
            new Place("email/attachment/*", "FILE OTHER"),
            new Place("smb/ntlmssp/user", "USER ACTOR"),
            new Place("krb5/cname", "USER ACTOR"),
            new Place("mqtt/connect/username", "USER ACTOR"),
            new Place("tunnel/src_ip", "IP OTHER"),
            new Place("tunnel/dest_ip", "IP OTHER"));

    private record Place(String path, String role) {}

    private record Events(String file, List<String> lines) {

        @Override
        public String toString() {
            return file;
        }
    }

    static Stream<Events> files() throws IOException {
        Stream.Builder<Events> files = Stream.builder();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(sample("suricata-verify.zip")))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String text = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                files.add(new Events(
                        entry.getName(),
                        text.lines().filter(Predicate.not(String::isBlank)).toList()));
            }
        }
        return files.build();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void saysWhatSuricataSaid(Events events) throws IOException {
        Set<String> ids = new HashSet<>();
        Set<JsonNode> alerts = new HashSet<>();
        for (String line : events.lines()) {
            JsonNode event = JSON.readTree(line);
            Item item = items(EVE, Bodies.bytes(line)).get(0);
            if (!event.path("event_type").textValue().equals("alert")) {
                assertThat(item).isInstanceOf(LeftOut.class);
                continue;
            }
            AlertReport report = ((Parsed) item).report();
            assertSaysTheSame(report, event);
            ids.add(report.sourceId());
            alerts.add(event);
        }

        assertThat(ids).as("an id for each alert, and one only").hasSameSizeAs(alerts);
    }

    private static void assertSaysTheSame(AlertReport report, JsonNode event) {
        JsonNode alert = event.path("alert");
        String name = alert.path("signature").textValue().strip();
        String number = alert.path("signature_id").asText();
        String rule =
                alert.path("gid").asInt() == 1 ? number : alert.path("gid").asText() + ":" + number;
        assertThat(report.rule()).isEqualTo(rule);
        assertThat(report.details().ruleName()).isEqualTo(name);
        assertThat(report.title()).isEqualTo(name.isEmpty() ? "Suricata signature " + rule : name);
        assertThat(report.severity().name())
                .isEqualTo(severity(alert.path("severity").asInt()));
        assertThat(report.observedAt())
                .isEqualTo(OffsetDateTime.parse(event.path("timestamp").textValue(), TIME)
                        .toInstant());
        if (report.observables().size() < AlertReport.MAX_OBSERVABLES) {
            assertThat(Bodies.observed(report)).containsAll(seen(event));
        }
    }

    /** None of these signatures has a word of its author for it. */
    private static String severity(int number) {
        return number == 1 ? "HIGH" : number == 2 ? "MEDIUM" : number == 3 ? "LOW" : "INFO";
    }

    private static List<String> seen(JsonNode event) {
        return Stream.concat(
                        ends(event),
                        PLACES.stream()
                                .flatMap(place -> at(event, place.path()).flatMap(text -> value(place.role(), text))))
                .toList();
    }

    private static Stream<String> ends(JsonNode event) {
        JsonNode attacker = event.path("alert").path("source");
        JsonNode victim = event.path("alert").path("target");
        return Stream.of(
                        end("SOURCE", attacker.has("ip") ? attacker : event, attacker.has("ip") ? "" : "src_"),
                        end("TARGET", victim.has("ip") ? victim : event, victim.has("ip") ? "" : "dest_"))
                .flatMap(end -> end);
    }

    private static Stream<String> end(String role, JsonNode from, String side) {
        return Stream.concat(
                at(from, side + "ip").flatMap(text -> value("IP " + role, text)),
                at(from, side + "port").map(text -> "PORT " + role + " " + text));
    }

    private static Stream<String> at(JsonNode node, String path) {
        int end = path.indexOf('/');
        String step = end < 0 ? path : path.substring(0, end);
        Stream<JsonNode> next = step.equals("*")
                ? StreamSupport.stream(node.spliterator(), false)
                : Stream.of(node.path(step)).filter(found -> !found.isMissingNode());
        return end < 0 ? next.map(JsonNode::asText) : next.flatMap(found -> at(found, path.substring(end + 1)));
    }

    private static Stream<String> value(String role, String text) {
        String host = text.replaceAll("^\\[|]$", "");
        if (role.equals("DOMAIN OTHER") && !isAddress(host)) {
            return text.isBlank() ? Stream.empty() : Stream.of(role + " " + text.toLowerCase(Locale.ROOT));
        }
        if (role.equals("DOMAIN OTHER") || role.startsWith("IP")) {
            return Stream.of(host.split(", ")).map(each -> role.replace("DOMAIN", "IP") + " " + address(each));
        }
        if (role.startsWith("EMAIL")) {
            String bare = text.replaceAll("^.*<|>.*$", "");
            return bare.contains("@") ? Stream.of(role + " " + bare) : Stream.empty();
        }
        boolean nothing = text.isBlank() || (role.startsWith("FILE") && text.equals("/"));
        return nothing ? Stream.empty() : Stream.of(role + " " + text);
    }

    private static boolean isAddress(String text) {
        return text.matches("[0-9]+(\\.[0-9]+){3}") || (text.contains(":") && text.matches("[0-9a-fA-F:.]+"));
    }

    /** As the JDK writes it, its zeros closed up once as RFC 5952 says: the first of the longest runs of two or more. */
    private static String address(String text) {
        try {
            String plain = InetAddress.getByName(text).getHostAddress();
            String longest = "";
            var runs = Pattern.compile("(?<![0-9a-f])0(:0)+(?![0-9a-f])").matcher(plain);
            while (runs.find()) {
                longest = runs.group().length() > longest.length() ? runs.group() : longest;
            }
            return longest.isEmpty() ? plain : plain.replaceFirst("(^|:)" + longest + "(:|$)", "::");
        } catch (IOException e) {
            throw new IllegalStateException(text + " is a literal", e);
        }
    }
}
