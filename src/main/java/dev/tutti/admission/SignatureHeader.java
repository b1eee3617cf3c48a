package dev.tutti.admission;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code t=<unix seconds>,v1=<hex>}: when a body was signed, and one signature for each key that the sender has. Other
 * members are passed over, so that a sender may bring a later scheme beside this one.
 */
record SignatureHeader(long seconds, List<byte[]> signatures) {

    static final int MOST_SIGNATURES = 4;

    private static final int MAX_LENGTH = 1_024;
    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,11}");
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-fA-F]{64}");

    /** Empty when it cannot be read, has no time or two, or no signature or too many. */
    static Optional<SignatureHeader> read(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        List<Long> times = new ArrayList<>();
        List<byte[]> signatures = new ArrayList<>();
        for (String member : text.split(",", -1)) {
            String value = member.strip();
            if (value.startsWith("t=")) {
                if (!SECONDS.matcher(value.substring(2)).matches()) {
                    return Optional.empty();
                }
                times.add(Long.parseLong(value.substring(2)));
            } else if (value.startsWith("v1=")) {
                if (!SIGNATURE.matcher(value.substring(3)).matches()) {
                    return Optional.empty();
                }
                signatures.add(HexFormat.of().parseHex(value.substring(3)));
            }
        }
        return times.size() == 1 && !signatures.isEmpty() && signatures.size() <= MOST_SIGNATURES
                ? Optional.of(new SignatureHeader(times.get(0), List.copyOf(signatures)))
                : Optional.empty();
    }
}
