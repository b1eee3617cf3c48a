package dev.tutti.admission;

import dev.tutti.admission.Verdict.Refused;
import dev.tutti.identity.Secret;
import dev.tutti.source.Key;
import dev.tutti.source.KeyKind;
import dev.tutti.source.SourceBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;

/** The ways that need no body: a secret in one of four places, or a certificate. */
@ApplicationScoped
class SecretWays {

    static final String API_KEY = "X-Api-Key";

    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    /** The name of a source and a secret in UTF-8, in Base64. */
    private static final int LONGEST_BASIC = 2 * Secret.MAX_LENGTH;

    private final SourceBook book;
    private final Gate gate;
    private final SourcesConfig config;
    private final Clock clock;

    SecretWays(SourceBook book, Gate gate, SourcesConfig config, Clock clock) {
        this.book = book;
        this.gate = gate;
        this.config = config;
        this.clock = clock;
    }

    Verdict check(Shown shown) {
        Optional<String> urlSecret = shown.urlSecret();
        if (urlSecret.isPresent()) {
            return config.secretUrls()
                    ? gate.judge(book.bySecret(KeyKind.URL, urlSecret.get()), shown.peer())
                    : Verdict.refused(Reason.UNKNOWN_CREDENTIAL);
        }
        Optional<String> authorization = shown.header("Authorization");
        if (authorization.isPresent()) {
            return authorization(authorization.get(), shown.peer());
        }
        Optional<String> apiKey = shown.header(API_KEY);
        if (apiKey.isPresent()) {
            return gate.judge(book.bySecret(KeyKind.API_KEY, apiKey.get().strip()), shown.peer());
        }
        return shown.certificate()
                .map(certificate -> certificate(certificate, shown.peer()))
                .orElse(Verdict.ABSENT);
    }

    private Verdict authorization(String header, String peer) {
        if (starts(header, BEARER)) {
            // One that is no key of a source may be a token of a person.
            return book.bySecret(
                            KeyKind.BEARER, header.substring(BEARER.length()).strip())
                    .map(key -> gate.judge(key, peer))
                    .orElse(Verdict.ABSENT);
        }
        return starts(header, BASIC) ? basic(header.substring(BASIC.length()).strip(), peer) : Verdict.ABSENT;
    }

    /** RFC 7617: the name ends at the first colon, and the secret is the rest. */
    private Verdict basic(String encoded, String peer) {
        String clear;
        try {
            clear = encoded.length() > LONGEST_BASIC
                    ? ""
                    : utf8(Base64.getDecoder().decode(encoded));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Verdict.refused(Reason.MALFORMED_CREDENTIAL);
        }
        int colon = clear.indexOf(':');
        if (colon < 0) {
            return Verdict.refused(Reason.MALFORMED_CREDENTIAL);
        }
        Optional<Key> key = book.bySecret(KeyKind.BASIC, clear.substring(colon + 1));
        return gate.judge(key.filter(each -> each.source().equals(clear.substring(0, colon))), peer);
    }

    /** A certificate that nobody registered says nothing: some clients show one to everybody. */
    private Verdict certificate(X509Certificate certificate, String peer) {
        return book.bySubject(KeyKind.CERTIFICATE, Certificates.fingerprint(certificate))
                .map(key -> Certificates.inItsTime(certificate, clock.instant())
                        ? gate.judge(key, peer)
                        : new Refused(Reason.EXPIRED, key.id()))
                .orElse(Verdict.ABSENT);
    }

    private static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static boolean starts(String header, String scheme) {
        return header.regionMatches(true, 0, scheme, 0, scheme.length());
    }
}
