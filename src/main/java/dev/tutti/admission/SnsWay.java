package dev.tutti.admission;

import dev.tutti.admission.Verdict.InBody;
import dev.tutti.admission.Verdict.Proven;
import dev.tutti.admission.Verdict.Refused;
import dev.tutti.source.KeyKind;
import dev.tutti.source.SourceBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A message of Amazon SNS: the topic says which source it is, and the signature of SNS says that it came through that topic.
 * Signed by SNS is what anybody publishes to a topic of theirs; what counts is that the topic is a registered one.
 */
@ApplicationScoped
class SnsWay {

    static final String TOPIC = "x-amz-sns-topic-arn";

    /** SNS tries for an hour at most to deliver over HTTP. */
    static final Duration OLDEST = Duration.ofMinutes(75);

    static final Duration EARLIEST = Duration.ofMinutes(15);

    /** A message is at most 256 KiB, and every character of it may be escaped. */
    private static final int MOST_BYTES = 1024 * 1024;

    private static final Map<String, String> ALGORITHMS = Map.of("1", "SHA1withRSA", "2", "SHA256withRSA");

    private final SourceBook book;
    private final Gate gate;
    private final SigningCertificates certificates;
    private final Clock clock;

    SnsWay(SourceBook book, Gate gate, SigningCertificates certificates, Clock clock) {
        this.book = book;
        this.gate = gate;
        this.certificates = certificates;
        this.clock = clock;
    }

    /** For a request to an address that is for SNS only. The header says the topic, so that no body is read in vain. */
    Verdict check(Shown shown) {
        String topic = shown.header(TOPIC).orElse("");
        Verdict standing = judge(topic, shown.peer());
        return standing instanceof Proven claimed
                ? new InBody(
                        MOST_BYTES,
                        body -> SnsMessage.read(body)
                                .filter(message -> message.field("TopicArn").equals(topic))
                                .map(message -> prove(message, topic, claimed.sender()))
                                .orElseGet(() -> new Refused(
                                        Reason.MALFORMED_CREDENTIAL,
                                        claimed.sender().key())))
                : standing;
    }

    private Verdict prove(SnsMessage message, String topic, Sender claimed) {
        String id = claimed.key();
        if (!inTime(message.field("Timestamp"))) {
            return new Refused(Reason.OUTSIDE_WINDOW, id);
        }
        Optional<URI> address = AwsAddress.ofCertificate(message.field("SigningCertURL"), topic);
        String algorithm = ALGORITHMS.get(message.field("SignatureVersion"));
        if (address.isEmpty() || algorithm == null) {
            return new Refused(Reason.MALFORMED_CREDENTIAL, id);
        }
        return certificates
                .at(address.get())
                .map(certificate -> signed(message, algorithm, certificate)
                        ? judge(topic, claimed.peer())
                        : new Refused(Reason.WRONG_SIGNATURE, id))
                .orElseGet(() -> new Refused(Reason.NO_MEANS, id));
    }

    private Verdict judge(String topic, String peer) {
        return gate.judge(book.bySubject(KeyKind.SNS_TOPIC, topic), peer);
    }

    private boolean inTime(String timestamp) {
        try {
            Duration age = Duration.between(Instant.parse(timestamp), clock.instant());
            return age.compareTo(OLDEST) <= 0 && age.negated().compareTo(EARLIEST) <= 0;
        } catch (DateTimeException | ArithmeticException e) {
            return false;
        }
    }

    private static boolean signed(SnsMessage message, String algorithm, X509Certificate certificate) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initVerify(certificate.getPublicKey());
            signature.update(message.signedText().getBytes(StandardCharsets.UTF_8));
            return signature.verify(message.signature());
        } catch (GeneralSecurityException e) {
            return false; // a key of another kind, or bytes that are no signature at all
        }
    }
}
