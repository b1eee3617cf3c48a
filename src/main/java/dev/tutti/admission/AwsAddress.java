package dev.tutti.admission;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which addresses in a message of SNS may be called: those of SNS itself, in the region of the topic. */
final class AwsAddress {

    private static final int MAX_LENGTH = 2_048;
    private static final Pattern HOST = Pattern.compile("sns\\.[a-z0-9-]{1,32}\\.amazonaws\\.com(\\.cn)?");

    private AwsAddress() {}

    /** Where the certificate is that a message was signed with. */
    static Optional<URI> ofCertificate(String text, String topic) {
        return ofSns(text, topic)
                .filter(uri -> uri.getRawQuery() == null && uri.getRawPath().endsWith(".pem"));
    }

    /** Where a subscription is confirmed. */
    static Optional<URI> ofConfirmation(String text, String topic) {
        return ofSns(text, topic)
                .filter(uri -> uri.getRawQuery() != null && uri.getRawQuery().contains("Action=ConfirmSubscription"));
    }

    private static Optional<URI> ofSns(String text, String topic) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(text);
            String[] arn = topic.split(":", -1);
            boolean trusted = "https".equals(uri.getScheme())
                    && uri.getRawUserInfo() == null
                    && uri.getPort() == -1
                    && uri.getRawFragment() == null
                    && uri.getHost() != null
                    && HOST.matcher(uri.getHost()).matches()
                    && arn.length > 3
                    && uri.getHost().startsWith("sns." + arn[3] + ".");
            return trusted ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
