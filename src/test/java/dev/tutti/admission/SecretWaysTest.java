package dev.tutti.admission;

import static dev.tutti.source.Senders.KIBANA;
import static dev.tutti.source.Senders.NOON;
import static dev.tutti.source.Senders.SPLUNK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.admission.Verdict.Absent;
import dev.tutti.admission.Verdict.Proven;
import dev.tutti.admission.Verdict.Refused;
import dev.tutti.conductor.MovableClock;
import dev.tutti.source.Key;
import dev.tutti.source.KeyKind;
import dev.tutti.source.Rate;
import dev.tutti.source.Senders;
import dev.tutti.source.Senders.Made;
import dev.tutti.source.Source;
import dev.tutti.source.SourceBook;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretWaysTest {

    private static final String HEADER = "Authorization";

    private final MovableClock clock = new MovableClock(NOON);
    private final Made bearer = Senders.secret(KeyKind.BEARER, SPLUNK);
    private final Made basic = Senders.secret(KeyKind.BASIC, SPLUNK);
    private final Made apiKey = Senders.secret(KeyKind.API_KEY, SPLUNK);
    private final Made url = Senders.secret(KeyKind.URL, SPLUNK);
    private final SourceBook book =
            Senders.book(List.of(SPLUNK, KIBANA), bearer.key(), basic.key(), apiKey.key(), url.key());

    @Test
    void eachKindOfSecretIsProvenInItsPlace() {
        assertProven(check(Request.with(HEADER, "Bearer " + bearer.secret())));
        assertProven(check(Request.with(HEADER, "bEARER  " + bearer.secret() + " ")));
        assertProven(check(Request.with(HEADER, basic("splunk:" + basic.secret()))));
        assertProven(check(Request.with("X-Api-Key", apiKey.secret())));
        assertProven(check(Request.EMPTY.to(url.secret())));
    }

    @Test
    void aSecretOfOneKindIsNoneOfAnother() {
        assertRefused(check(Request.with("X-Api-Key", bearer.secret())), Reason.UNKNOWN_CREDENTIAL);
        assertRefused(check(Request.with("X-Api-Key", url.secret())), Reason.UNKNOWN_CREDENTIAL);
        assertRefused(check(Request.EMPTY.to(apiKey.secret())), Reason.UNKNOWN_CREDENTIAL);
        assertRefused(check(Request.with(HEADER, basic("splunk:" + apiKey.secret()))), Reason.UNKNOWN_CREDENTIAL);
        assertAbsent(check(Request.with(HEADER, "Bearer " + basic.secret())));
    }

    @Test
    void aBearerTokenThatIsNoKeyIsLeftToTheTokensOfPeople() {
        assertAbsent(check(Request.with(HEADER, "Bearer tutti_of_somebody")));
        assertAbsent(check(Request.with(HEADER, "Digest username=\"splunk\"")));
        assertAbsent(check(Request.EMPTY));
    }

    @Test
    void theSecretOfOneSourceIsNoneOfAnother() {
        assertRefused(check(Request.with(HEADER, basic("kibana:" + basic.secret()))), Reason.UNKNOWN_CREDENTIAL);
        assertRefused(check(Request.with(HEADER, basic(":" + basic.secret()))), Reason.UNKNOWN_CREDENTIAL);
        assertRefused(check(Request.with(HEADER, basic("SPLUNK:" + basic.secret()))), Reason.UNKNOWN_CREDENTIAL);
        assertRefused(check(Request.with(HEADER, basic("splünk:" + basic.secret()))), Reason.UNKNOWN_CREDENTIAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "splunk", "!", "c3BsdW5r", "c3BsdW5rOg", "c3Bs dW5r"})
    void userAndPasswordThatCannotBeReadAreRefused(String encoded) {
        assertThat(check(Request.with(HEADER, "Basic " + encoded))).isInstanceOf(Refused.class);
    }

    @Test
    void userAndPasswordAreUtf8() {
        Charset latin = StandardCharsets.ISO_8859_1;
        String encoded = Base64.getEncoder().encodeToString(("splünk:" + basic.secret()).getBytes(latin));

        assertRefused(check(Request.with(HEADER, "Basic " + encoded)), Reason.MALFORMED_CREDENTIAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "tutti_", "\u0000", "ＡＢＣ"})
    void anEmptyOrStrangeSecretIsRefused(String secret) {
        assertRefused(check(Request.with("X-Api-Key", secret)), Reason.UNKNOWN_CREDENTIAL);
        assertRefused(check(Request.EMPTY.to(secret)), Reason.UNKNOWN_CREDENTIAL);
        assertRefused(check(Request.with(HEADER, basic("splunk:" + secret))), Reason.UNKNOWN_CREDENTIAL);
    }

    @Test
    void aMegabyteIsNoSecret() {
        String long1 = "x".repeat(1 << 20);

        assertRefused(check(Request.with("X-Api-Key", long1)), Reason.UNKNOWN_CREDENTIAL);
        assertRefused(check(Request.with(HEADER, basic("splunk:" + long1))), Reason.MALFORMED_CREDENTIAL);
        assertRefused(check(Request.EMPTY.to(long1)), Reason.UNKNOWN_CREDENTIAL);
    }

    @Test
    void theRightIdWithAnotherSecretIsRefused() {
        String right = apiKey.secret();
        String forged = right.substring(0, right.length() - 1) + (right.endsWith("0") ? "1" : "0");

        assertRefused(check(Request.with("X-Api-Key", forged)), Reason.UNKNOWN_CREDENTIAL);
    }

    @Test
    void aSecretAddressIsUnknownUntilItIsSwitchedOn() {
        var off = new SecretWays(book, new Gate(book, clock), FixedSources.DEFAULTS, clock);

        assertRefused(off.check(Request.EMPTY.to(url.secret())), Reason.UNKNOWN_CREDENTIAL);
    }

    @Test
    void aWrongAddressIsNotMadeGoodByARightHeader() {
        assertRefused(check(Request.with("X-Api-Key", apiKey.secret()).to("wrong")), Reason.UNKNOWN_CREDENTIAL);
        assertRefused(
                check(Request.with("X-Api-Key", apiKey.secret()).and(HEADER, basic("splunk:wrong"))),
                Reason.UNKNOWN_CREDENTIAL);
    }

    @Test
    void aKeyCountsFromItsFirstMomentToItsLast() {
        Made future = Senders.secret(KeyKind.API_KEY, SPLUNK, NOON.plusSeconds(60), NOON.plusSeconds(120));
        Senders.replace(book, List.of(SPLUNK), future.key());
        var request = Request.with("X-Api-Key", future.secret());

        assertRefused(check(request), Reason.NOT_YET_VALID);
        clock.advance(Duration.ofSeconds(60));
        assertProven(check(request));
        clock.advance(Duration.ofSeconds(60));
        assertRefused(check(request), Reason.EXPIRED);
    }

    @Test
    void twoKeysAreInForceWhileOneReplacesTheOther() {
        Made next = Senders.secret(KeyKind.API_KEY, SPLUNK);
        Senders.replace(book, List.of(SPLUNK), apiKey.key(), next.key());

        assertProven(check(Request.with("X-Api-Key", apiKey.secret())));
        assertProven(check(Request.with("X-Api-Key", next.secret())));

        Senders.replace(book, List.of(SPLUNK), next.key());
        assertRefused(check(Request.with("X-Api-Key", apiKey.secret())), Reason.UNKNOWN_CREDENTIAL);
    }

    @Test
    void aKeyWhoseSourceIsRetiredIsRefused() {
        Senders.replace(book, List.of(KIBANA), apiKey.key());

        assertRefused(check(Request.with("X-Api-Key", apiKey.secret())), Reason.UNKNOWN_CREDENTIAL);
    }

    @Test
    void aSourceCallsFromItsNetworksOnly() {
        Source inside = Senders.source("splunk", Rate.NONE, "192.0.2.0/24", "2001:db8::/32");
        Senders.replace(book, List.of(inside), apiKey.key());
        var request = Request.with("X-Api-Key", apiKey.secret());

        assertProven(check(request.from("192.0.2.1")));
        assertProven(check(request.from("::ffff:192.0.2.1")));
        assertProven(check(request.from("2001:db8::1")));
        assertRefused(check(request.from("198.51.100.1")), Reason.WRONG_ADDRESS);
        assertRefused(check(request.from("")), Reason.WRONG_ADDRESS);
    }

    @Test
    void aRegisteredCertificateIsProofWhileItLasts(@TempDir Path directory) {
        KeyPairs known = KeyPairs.of(directory, "CN=sensor", "2026/03/01 00:00:00", 2);
        KeyPairs stranger = KeyPairs.of(directory, "CN=stranger", "2026/03/01 00:00:00", 2);
        Key key = Senders.subject(KeyKind.CERTIFICATE, KIBANA, Certificates.fingerprint(known.certificate()));
        Senders.replace(book, List.of(KIBANA), key);

        assertThat(((Proven) check(Request.EMPTY.showing(known.certificate())))
                        .sender()
                        .source())
                .isEqualTo(KIBANA);
        assertAbsent(check(Request.EMPTY.showing(stranger.certificate())));

        clock.advance(Duration.ofDays(3));
        assertRefused(check(Request.EMPTY.showing(known.certificate())), Reason.EXPIRED);
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReasonHasAnAnswerThatSaysWhatToDo(Reason reason) {
        assertThat(reason.problem().code().status()).isBetween(400, 503);
        assertThat(reason.problem().code().status() != 503
                        || reason.problem().headers().containsKey("Retry-After"))
                .isTrue();
    }

    private Verdict check(Shown shown) {
        return new SecretWays(book, new Gate(book, clock), FixedSources.DEFAULTS.withSecretUrls(), clock).check(shown);
    }

    private static void assertProven(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Proven.class);
        assertThat(((Proven) verdict).sender().source().name()).isEqualTo("splunk");
    }

    private static void assertRefused(Verdict verdict, Reason reason) {
        assertThat(verdict).isInstanceOf(Refused.class);
        assertThat(((Refused) verdict).reason()).isEqualTo(reason);
    }

    private static void assertAbsent(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Absent.class);
    }

    private static String basic(String clear) {
        return "Basic " + Base64.getEncoder().encodeToString(clear.getBytes(StandardCharsets.UTF_8));
    }
}
