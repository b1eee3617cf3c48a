package dev.tutti.admission;

import static dev.tutti.source.Senders.NOON;
import static dev.tutti.source.Senders.SPLUNK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.admission.SnsSubscriptions.Outcome;
import dev.tutti.admission.Verdict.InBody;
import dev.tutti.admission.Verdict.Proven;
import dev.tutti.admission.Verdict.Refused;
import dev.tutti.conductor.MovableClock;
import dev.tutti.source.KeyKind;
import dev.tutti.source.Rate;
import dev.tutti.source.Senders;
import dev.tutti.source.SourceBook;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnsWayTest {

    private static final String TIME = "2026-03-01T12:00:00.000Z";

    @TempDir
    static Path directory;

    private static KeyPairs sns;
    private static KeyPairs mallory;

    private final MovableClock clock = new MovableClock(NOON);
    private final SourceBook book =
            Senders.book(List.of(SPLUNK), Senders.subject(KeyKind.SNS_TOPIC, SPLUNK, SnsPost.TOPIC));
    private final FakeAws aws = new FakeAws();
    private final SigningCertificates certificates = new SigningCertificates(aws, clock);
    private final SnsWay way = new SnsWay(book, new Gate(book, clock), certificates, clock);

    @BeforeAll
    static void makeKeys() {
        sns = KeyPairs.of(directory, "CN=sns.amazonaws.com,O=Amazon", "2026/02/01 00:00:00", 60);
        mallory = KeyPairs.of(directory, "CN=mallory.example", "2026/02/01 00:00:00", 60);
    }

    @BeforeEach
    void serveTheCertificate() {
        aws.serve(SnsPost.CERTIFICATE, sns);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void aMessageThatSnsHasSignedIsProof(String version) {
        assertThat(prove(SnsPost.notification(TIME)
                        .with("SignatureVersion", version)
                        .signedBy(sns)))
                .isInstanceOf(Proven.class);
        assertThat(prove(SnsPost.notification(TIME)
                        .with("Subject", "a finding")
                        .with("SignatureVersion", version)
                        .signedBy(sns)))
                .isInstanceOf(Proven.class);
    }

    @ParameterizedTest
    @CsvSource({
        "Message, other",
        "MessageId, other",
        "Subject, added",
        "Timestamp, 2026-03-01T12:00:01.000Z",
        "SignatureVersion, 1",
        "Signature, AAAA",
        "Signature, !",
        "Signature, ''"
    })
    void oneThatWasChangedAfterwardsIsRefused(String field, String value) {
        SnsPost changed = SnsPost.notification(TIME).signedBy(sns).with(field, value);

        assertRefused(prove(changed), Reason.WRONG_SIGNATURE);
    }

    @ParameterizedTest
    @CsvSource({
        "SignatureVersion, 3",
        "SignatureVersion, ''",
        "SigningCertURL, https://evil.example/a.pem",
        "SigningCertURL, ''",
        "Type, Other",
        "Type, SubscriptionConfirmation"
    })
    void oneThatCannotBeCheckedIsRefused(String field, String value) {
        SnsPost changed = SnsPost.notification(TIME).signedBy(sns).with(field, value);

        assertRefused(prove(changed), Reason.MALFORMED_CREDENTIAL);
        assertThat(aws.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "null", "7", "{", "{} {}", "{\"Type\":\"Notification\",\"Type\":\"Notification\"}"})
    void whatIsNoMessageIsRefused(String body) {
        assertRefused(prove(body.getBytes(StandardCharsets.UTF_8)), Reason.MALFORMED_CREDENTIAL);
    }

    @Test
    void aCertificateThatIsNotOfSnsProvesNothing() {
        aws.serve(SnsPost.CERTIFICATE, mallory);

        assertRefused(prove(SnsPost.notification(TIME).signedBy(mallory)), Reason.NO_MEANS);
    }

    @Test
    void aTopicThatIsNotRegisteredIsRefusedBeforeItsBodyIsRead() {
        Request foreign = Request.with(SnsWay.TOPIC, SnsPost.TOPIC.replace("guardduty", "mallory"));

        assertRefused(way.check(foreign), Reason.UNKNOWN_CREDENTIAL);
        assertRefused(way.check(Request.EMPTY), Reason.UNKNOWN_CREDENTIAL);
    }

    @Test
    void anotherTopicInTheBodyThanInTheHeaderIsRefused() {
        SnsPost foreign = SnsPost.notification(TIME)
                .with("TopicArn", SnsPost.TOPIC.replace("guardduty", "mallory"))
                .signedBy(sns);

        assertRefused(prove(foreign), Reason.MALFORMED_CREDENTIAL);
    }

    @Test
    void aTopicCallsFromTheNetworksOfItsSourceOnly() {
        Senders.replace(
                book,
                List.of(Senders.source("splunk", Rate.NONE, "192.0.2.0/24")),
                Senders.subject(KeyKind.SNS_TOPIC, SPLUNK, SnsPost.TOPIC));

        assertRefused(way.check(Request.with(SnsWay.TOPIC, SnsPost.TOPIC)), Reason.WRONG_ADDRESS);
    }

    @Test
    void anOldMessageIsRefused() {
        SnsPost message = SnsPost.notification(TIME).signedBy(sns);

        clock.advance(SnsWay.OLDEST);
        assertThat(prove(message)).isInstanceOf(Proven.class);
        clock.advance(Duration.ofSeconds(1));
        assertRefused(prove(message), Reason.OUTSIDE_WINDOW);
        assertRefused(prove(message.with("Timestamp", "yesterday")), Reason.OUTSIDE_WINDOW);
        assertRefused(prove(message.with("Timestamp", "+999999999-12-31T23:59:59Z")), Reason.OUTSIDE_WINDOW);
    }

    @Test
    void aCertificateIsFetchedOnceADay() {
        SnsPost message = SnsPost.notification(TIME).signedBy(sns);
        prove(message);
        prove(message);
        assertThat(aws.asked).hasSize(1);

        clock.advance(SigningCertificates.FRESH);
        certificates.at(aws.asked.get(0));
        assertThat(aws.asked).hasSize(2);
    }

    @Test
    void aCertificateThatCannotBeHadIsAskedForOnceAMinute() {
        SnsPost lost = SnsPost.notification(TIME)
                .with("SigningCertURL", SnsPost.CERTIFICATE.replace("0a1b", "none"))
                .signedBy(sns);

        assertRefused(prove(lost), Reason.NO_MEANS);
        assertRefused(prove(lost), Reason.NO_MEANS);
        assertThat(aws.asked).hasSize(1);
        clock.advance(SigningCertificates.FAILED);
        assertRefused(prove(lost), Reason.NO_MEANS);
        assertThat(aws.asked).hasSize(2);
    }

    @Test
    void aCertificateThatHasExpiredProvesNothing() {
        clock.advance(Duration.ofDays(60));

        assertRefused(prove(SnsPost.notification("2026-04-30T12:00:00.000Z").signedBy(sns)), Reason.NO_MEANS);
    }

    @Test
    void theSubscriptionOfARegisteredTopicIsConfirmed() {
        aws.serve(SnsPost.CONFIRM, new byte[0]);
        SnsPost subscription = SnsPost.subscription(TIME).signedBy(sns);

        assertThat(prove(subscription)).isInstanceOf(Proven.class);
        assertThat(take(subscription)).isEqualTo(Outcome.CONFIRMED);
        assertThat(aws.asked).hasToString("[" + SnsPost.CERTIFICATE + ", " + SnsPost.CONFIRM + "]");
    }

    @Test
    void aSubscriptionIsConfirmedNowhereElse() {
        assertThat(take(SnsPost.subscription(TIME)
                        .with("SubscribeURL", "https://169.254.169.254/?Action=ConfirmSubscription")))
                .isEqualTo(Outcome.FAILED);
        assertThat(aws.asked).isEmpty();
        assertThat(take(SnsPost.subscription(TIME))).isEqualTo(Outcome.FAILED);
    }

    @Test
    void theEndOfASubscriptionIsCountedAndNotUndone() {
        assertThat(take(SnsPost.subscription(TIME).with("Type", "UnsubscribeConfirmation")))
                .isEqualTo(Outcome.UNSUBSCRIBED);
        assertThat(aws.asked).isEmpty();
    }

    private Outcome take(SnsPost post) {
        return new SnsSubscriptions(aws, new SimpleMeterRegistry())
                .take(SnsMessage.read(post.bytes()).orElseThrow());
    }

    private Verdict prove(SnsPost post) {
        return prove(post.bytes());
    }

    private Verdict prove(byte[] body) {
        return ((InBody) way.check(Request.with(SnsWay.TOPIC, SnsPost.TOPIC)))
                .check()
                .prove(body);
    }

    private static void assertRefused(Verdict verdict, Reason reason) {
        assertThat(verdict).isInstanceOf(Refused.class);
        assertThat(((Refused) verdict).reason()).isEqualTo(reason);
    }
}
