package dev.tutti.admission;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * The certificates of SNS, fetched once a day. One is fetched at a time and nobody waits in line for it: a stranger can name
 * addresses of certificates that do not exist, and must not bind a thread for each.
 */
@ApplicationScoped
class SigningCertificates {

    static final int MOST = 16;
    static final Duration FRESH = Duration.ofDays(1);
    static final Duration FAILED = Duration.ofMinutes(1);

    /** As the regions of Amazon name them. */
    private static final Pattern SUBJECT =
            Pattern.compile("(^|.*,)CN=sns(-signing)?([.-][a-z0-9-]{1,32})?\\.amazonaws\\.com(\\.cn)?(,.*|$)");

    private static final Logger LOG = Logger.getLogger(SigningCertificates.class);

    private final ReentrantLock one = new ReentrantLock();
    private final AwsCalls aws;
    private final Clock clock;

    private final Map<URI, Fetched> fetched = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<URI, Fetched> eldest) {
            return size() > MOST;
        }
    };

    SigningCertificates(AwsCalls aws, Clock clock) {
        this.aws = aws;
        this.clock = clock;
    }

    private record Fetched(Instant until, Optional<X509Certificate> certificate) {}

    /** The certificate of SNS at this address of SNS; empty when it cannot be had now, or is not one. */
    Optional<X509Certificate> at(URI address) {
        if (!one.tryLock()) {
            return Optional.empty();
        }
        try {
            Instant now = clock.instant();
            Fetched known = fetched.get(address);
            if (known == null || !now.isBefore(known.until())) {
                Optional<X509Certificate> certificate = fetch(address);
                known = new Fetched(now.plus(certificate.isPresent() ? FRESH : FAILED), certificate);
                fetched.put(address, known);
            }
            return known.certificate().filter(this::isOfSnsNow);
        } finally {
            one.unlock();
        }
    }

    private Optional<X509Certificate> fetch(URI address) {
        try {
            var factory = CertificateFactory.getInstance("X.509");
            return Optional.of(
                    (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(aws.get(address))));
        } catch (IOException | CertificateException e) {
            LOG.warnf(
                    "a certificate of SNS could not be had from %s: %s",
                    address.getHost(), e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private boolean isOfSnsNow(X509Certificate certificate) {
        return SUBJECT.matcher(certificate.getSubjectX500Principal().getName()).matches()
                && Certificates.inItsTime(certificate, clock.instant());
    }
}
