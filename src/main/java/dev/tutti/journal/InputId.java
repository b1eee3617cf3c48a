package dev.tutti.journal;

import dev.tutti.decision.Input;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What an input is called before it has a place in the journal; the same when it comes again. */
public final class InputId {

    private InputId() {}

    /**
     * The alert's id, the time of a tick, or SHA-256 over the JSON of any other input.
     *
     * @param at milliseconds since the epoch
     */
    public static String of(Input input, long at) {
        if (input instanceof Input.AlertReceived received) {
            return received.alertId();
        }
        if (input instanceof Input.Tick) {
            return "tick at " + at;
        }
        try {
            byte[] json = JournalJson.write(new InputBody(input)).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
