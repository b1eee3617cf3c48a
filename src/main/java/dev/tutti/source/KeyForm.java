package dev.tutti.source;

import dev.tutti.problem.FieldError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A key as it is asked for; what is missing is empty.
 *
 * @param certificate of a CERTIFICATE: its SHA-256 in hexadecimal, with colons or without
 * @param topic of an SNS_TOPIC: its ARN
 */
record KeyForm(String kind, Instant validFrom, Instant expiresAt, String certificate, String topic) {

    private static final Duration FARTHEST = Duration.ofDays(3_660);
    private static final Duration LATEST = Duration.ofDays(1);
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

    /** What {@code openssl x509 -fingerprint} prints before it. */
    private static final String OPENSSL = "^(?i:sha256 fingerprint=)";

    private static final Pattern TOPIC =
            Pattern.compile("arn:aws(-cn|-us-gov)?:sns:[a-z0-9-]{1,32}:[0-9]{12}:[A-Za-z0-9_-]{1,256}(\\.fifo)?");

    KeyForm {
        kind = Objects.requireNonNullElse(kind, "");
        validFrom = Objects.requireNonNullElse(validFrom, Instant.MIN);
        expiresAt = Objects.requireNonNullElse(expiresAt, Key.NEVER);
        certificate = Objects.requireNonNullElse(certificate, "")
                .replaceFirst(OPENSSL, "")
                .replace(":", "")
                .toLowerCase(Locale.ROOT);
        topic = Objects.requireNonNullElse(topic, "");
    }

    Optional<KeyKind> known() {
        return Arrays.stream(KeyKind.values())
                .filter(each -> each.name().equals(kind))
                .findFirst();
    }

    /** The first moment at which it is good, when it is made now. */
    Instant from(Instant now) {
        return validFrom.equals(Instant.MIN) ? now : validFrom;
    }

    /** What everybody may know of it and is its proof; {@code ""} for a key with a secret. */
    String subject() {
        return certificate.isEmpty() ? topic : certificate;
    }

    List<FieldError> errors(Instant now) {
        var errors = new ArrayList<FieldError>();
        if (known().isEmpty()) {
            errors.add(new FieldError("/kind", "must be one of " + String.join(", ", names())));
        }
        checkSubject(
                errors, "/certificate", KeyKind.CERTIFICATE, certificate, FINGERPRINT, "its SHA-256, 64 hex digits");
        checkSubject(errors, "/topic", KeyKind.SNS_TOPIC, topic, TOPIC, "the ARN of a topic of SNS");
        checkTimes(errors, now);
        return errors;
    }

    private void checkSubject(
            List<FieldError> errors, String pointer, KeyKind owner, String text, Pattern form, String meaning) {
        if (!kind.equals(owner.name()) && !text.isEmpty()) {
            errors.add(new FieldError(pointer, "is for a key of kind " + owner + " only"));
        }
        if (kind.equals(owner.name()) && !form.matcher(text).matches()) {
            errors.add(new FieldError(pointer, "must be " + meaning));
        }
    }

    private void checkTimes(List<FieldError> errors, Instant now) {
        Instant from = from(now);
        if (from.isBefore(now.minus(LATEST)) || from.isAfter(now.plus(FARTHEST))) {
            errors.add(new FieldError("/validFrom", "must be no earlier than yesterday and within ten years"));
        }
        if (!expiresAt.equals(Key.NEVER)
                && (!expiresAt.isAfter(now) || !expiresAt.isAfter(from) || expiresAt.isAfter(now.plus(FARTHEST)))) {
            errors.add(new FieldError("/expiresAt", "must be later than now and than validFrom, and within ten years"));
        }
    }

    private static List<String> names() {
        return Arrays.stream(KeyKind.values()).map(Enum::name).toList();
    }
}
