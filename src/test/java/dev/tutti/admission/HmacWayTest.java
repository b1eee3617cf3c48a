package dev.tutti.admission;

import static dev.tutti.source.Senders.NOON;
import static dev.tutti.source.Senders.SPLUNK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.admission.Verdict.Absent;
import dev.tutti.admission.Verdict.InBody;
import dev.tutti.admission.Verdict.Proven;
import dev.tutti.admission.Verdict.Refused;
import dev.tutti.conductor.MovableClock;
import dev.tutti.source.Key;
import dev.tutti.source.KeyKind;
import dev.tutti.source.Rate;
import dev.tutti.source.Senders;
import dev.tutti.source.SourceBook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HmacWayTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String NEXT = "fedcba9876543210fedcba9876543210";
    private static final byte[] BODY = "{\"title\":\"ü\"}".getBytes(StandardCharsets.UTF_8);

    private final MovableClock clock = new MovableClock(NOON);
    private final Key key = Senders.subject(KeyKind.HMAC, SPLUNK, "");
    private final SourceBook book = Senders.book(List.of(SPLUNK), key);

    @Test
    void aSignatureOverTimeAndBodyIsProof() {
        assertThat(prove(request(SECRET, NOON.getEpochSecond()), BODY)).isInstanceOf(Proven.class);
    }

    @Test
    void anotherBodyOrKeyOrTimeIsRefused() {
        long now = NOON.getEpochSecond();
        byte[] other = "{\"title\":\"u\"}".getBytes(StandardCharsets.UTF_8);
        String moved = "t=" + (now + 1) + "," + "v1=" + sign(SECRET, now, BODY);

        assertRefused(prove(request(SECRET, now), other), Reason.WRONG_SIGNATURE);
        assertRefused(prove(request(NEXT, now), BODY), Reason.WRONG_SIGNATURE);
        assertRefused(prove(signed(moved), BODY), Reason.WRONG_SIGNATURE);
        assertRefused(prove(request(SECRET, now), new byte[0]), Reason.WRONG_SIGNATURE);
    }

    @Test
    void aCopyOfARequestIsOfNoUseAfterFiveMinutes() {
        Request copy = request(SECRET, NOON.getEpochSecond());

        clock.advance(Duration.ofMinutes(5));
        assertThat(prove(copy, BODY)).isInstanceOf(Proven.class);
        clock.advance(Duration.ofSeconds(1));
        assertRefused(way(FixedSources.signing("splunk", SECRET)).check(copy), Reason.OUTSIDE_WINDOW);
    }

    @Test
    void aClockThatIsFiveMinutesAheadIsBorneWith() {
        assertThat(prove(request(SECRET, NOON.getEpochSecond() + 300), BODY)).isInstanceOf(Proven.class);
        assertRefused(check(request(SECRET, NOON.getEpochSecond() + 301)), Reason.OUTSIDE_WINDOW);
        assertRefused(check(request(SECRET, 999_999_999_999L)), Reason.OUTSIDE_WINDOW);
    }

    @Test
    void oneRightSignatureOfSeveralIsEnough() {
        long now = NOON.getEpochSecond();
        String both = "t=" + now + ",v1=" + sign(NEXT, now, BODY) + ",v1=" + sign(SECRET, now, BODY) + ",v2=later";

        assertThat(prove(signed(both), BODY)).isInstanceOf(Proven.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "t=1",
                "v1=00",
                "t=,v1=HEX",
                "t=1,t=1,v1=HEX",
                "t=-1,v1=HEX",
                "t=01,v1=HEX",
                "t=1e3,v1=HEX",
                "t=9999999999999,v1=HEX",
                "t=1,v1=HE",
                "t=1,v1=HEX,v1=HEX,v1=HEX,v1=HEX,v1=HEX",
                "t=1;v1=HEX"
            })
    void aHeaderThatCannotBeReadIsRefused(String header) {
        assertRefused(check(signed(header.replace("HEX", "ab".repeat(32)))), Reason.MALFORMED_CREDENTIAL);
    }

    @Test
    void aMegabyteOfSignaturesIsNotRead() {
        assertRefused(check(signed("t=1," + "v1=ab,".repeat(200_000))), Reason.MALFORMED_CREDENTIAL);
    }

    @Test
    void oneHeaderWithoutTheOtherIsRefused() {
        assertRefused(check(Request.with(HmacWay.KEY, key.id())), Reason.MALFORMED_CREDENTIAL);
        assertRefused(check(Request.with(HmacWay.SIGNATURE, "t=1,v1=" + "ab".repeat(32))), Reason.MALFORMED_CREDENTIAL);
        assertThat(check(Request.EMPTY)).isInstanceOf(Absent.class);
    }

    @Test
    void noBodyIsReadForAKeyThatIsUnknownOrFromElsewhere() {
        assertRefused(
                check(request(SECRET, NOON.getEpochSecond()).and(HmacWay.KEY, "0123456789abcdef")),
                Reason.UNKNOWN_CREDENTIAL);

        Senders.replace(book, List.of(Senders.source("splunk", Rate.NONE, "192.0.2.0/24")), key);
        assertRefused(check(request(SECRET, NOON.getEpochSecond())), Reason.WRONG_ADDRESS);
    }

    @Test
    void aKeyThatIsRevokedWhileTheBodyArrivesIsRefused() {
        var waiting = (InBody) check(request(SECRET, NOON.getEpochSecond()));

        Senders.replace(book, List.of(SPLUNK));

        assertRefused(waiting.check().prove(BODY), Reason.UNKNOWN_CREDENTIAL);
    }

    @Test
    void theOldAndTheNewKeyOfAFileCountTogetherAndAFileIsReadAgain(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("keys");
        Files.writeString(file, SECRET + "\n" + NEXT + "\n");
        HmacWay way = way(FixedSources.signing("splunk", file));

        assertThat(prove(way, request(SECRET, NOON.getEpochSecond()))).isInstanceOf(Proven.class);
        assertThat(prove(way, request(NEXT, NOON.getEpochSecond()))).isInstanceOf(Proven.class);

        Files.writeString(file, NEXT);
        clock.advance(HmacKeys.FRESH);
        assertRefused(prove(way, request(SECRET, NOON.getEpochSecond())), Reason.WRONG_SIGNATURE);
        assertThat(prove(way, request(NEXT, NOON.getEpochSecond()))).isInstanceOf(Proven.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "short", "%1$s\n%1$s\n%1$s", "%1$s\nshort"})
    void keysThatCannotBeUsedAreOurFaultAndNotTheSenders(String text) {
        HmacWay way = way(FixedSources.signing("splunk", text.formatted(SECRET)));

        assertRefused(prove(way, request(SECRET, NOON.getEpochSecond())), Reason.NO_MEANS);
    }

    @Test
    void aFileThatIsNotThereOrTooLongIsOurFault(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("long"), (SECRET + "\n").repeat(1_000));

        assertRefused(
                prove(way(FixedSources.signing("splunk", file)), request(SECRET, NOON.getEpochSecond())),
                Reason.NO_MEANS);
        assertRefused(
                prove(
                        way(FixedSources.signing("splunk", directory.resolve("none"))),
                        request(SECRET, NOON.getEpochSecond())),
                Reason.NO_MEANS);
        assertRefused(prove(way(FixedSources.DEFAULTS), request(SECRET, NOON.getEpochSecond())), Reason.NO_MEANS);
    }

    private Request request(String secret, long seconds) {
        return signed("t=" + seconds + ",v1=" + sign(secret, seconds, BODY));
    }

    private Request signed(String header) {
        return Request.with(HmacWay.KEY, key.id()).and(HmacWay.SIGNATURE, header);
    }

    private HmacWay way(SourcesConfig config) {
        return new HmacWay(book, new Gate(book, clock), new HmacKeys(config, clock), clock);
    }

    private Verdict check(Request request) {
        return way(FixedSources.signing("splunk", SECRET)).check(request);
    }

    private Verdict prove(Request request, byte[] body) {
        return ((InBody) check(request)).check().prove(body);
    }

    private static Verdict prove(HmacWay way, Request request) {
        return ((InBody) way.check(request)).check().prove(BODY);
    }

    private static void assertRefused(Verdict verdict, Reason reason) {
        assertThat(verdict).isInstanceOf(Refused.class);
        assertThat(((Refused) verdict).reason()).isEqualTo(reason);
    }

    private static String sign(String secret, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
