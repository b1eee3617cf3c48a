package dev.tutti.admission;

import dev.tutti.admission.Verdict.InBody;
import dev.tutti.admission.Verdict.Proven;
import dev.tutti.admission.Verdict.Refused;
import dev.tutti.source.KeyKind;
import dev.tutti.source.SourceBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 over the time, a full stop and the body as it came. The time bounds how long a copy of the request is of use;
 * within that window the same body is the same alert, and is answered as a duplicate.
 */
@ApplicationScoped
class HmacWay {

    static final String KEY = "X-Tutti-Key";
    static final String SIGNATURE = "X-Tutti-Signature";
    static final Duration WINDOW = Duration.ofMinutes(5);

    /** As much as any path takes. */
    private static final int MOST_BYTES = 17 * 1024 * 1024;

    private static final String ALGORITHM = "HmacSHA256";

    private final SourceBook book;
    private final Gate gate;
    private final HmacKeys keys;
    private final Clock clock;

    HmacWay(SourceBook book, Gate gate, HmacKeys keys, Clock clock) {
        this.book = book;
        this.gate = gate;
        this.keys = keys;
        this.clock = clock;
    }

    /** Reads the headers, so that no body is read for a request that would be refused anyway. */
    Verdict check(Shown shown) {
        Optional<String> id = shown.header(KEY);
        Optional<String> header = shown.header(SIGNATURE);
        if (id.isEmpty() && header.isEmpty()) {
            return Verdict.ABSENT;
        }
        Optional<SignatureHeader> signature = header.flatMap(SignatureHeader::read);
        if (id.isEmpty() || signature.isEmpty()) {
            return Verdict.refused(Reason.MALFORMED_CREDENTIAL);
        }
        Verdict standing = judge(id.get(), shown.peer());
        if (!(standing instanceof Proven claimed)) {
            return standing;
        }
        Instant signed = Instant.ofEpochSecond(signature.get().seconds());
        return Duration.between(signed, clock.instant()).abs().compareTo(WINDOW) > 0
                ? new Refused(Reason.OUTSIDE_WINDOW, claimed.sender().key())
                : new InBody(MOST_BYTES, body -> prove(claimed.sender(), signature.get(), body));
    }

    private Verdict prove(Sender claimed, SignatureHeader signature, byte[] body) {
        List<byte[]> secrets = keys.of(claimed.source().name());
        if (secrets.isEmpty()) {
            return new Refused(Reason.NO_MEANS, claimed.key());
        }
        boolean right = false;
        for (byte[] secret : secrets) {
            byte[] expected = sign(secret, signature.seconds(), body);
            for (byte[] shown : signature.signatures()) {
                right |= MessageDigest.isEqual(expected, shown);
            }
        }
        // Judged again: the body may have taken its time, and the key may have been revoked meanwhile.
        return right ? judge(claimed.key(), claimed.peer()) : new Refused(Reason.WRONG_SIGNATURE, claimed.key());
    }

    private Verdict judge(String id, String peer) {
        return gate.judge(book.byId(KeyKind.HMAC, id), peer);
    }

    private static byte[] sign(byte[] secret, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }
}
