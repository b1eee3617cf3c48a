package dev.tutti.demo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * The tools that are no more than shelves and reports. What they find is what they were told before, under {@code PUT
 * /known/NAME}: of what they were told nothing the answer is that nothing is known, or nothing wrong.
 */
final class PlainTools {

    private PlainTools() {}

    static Behaviour identity() {
        return new Routes(
                "Simulated identity provider",
                Shelf.ofOwners("accounts"),
                Shelf.ofOwners("disabled"),
                Shelf.ofOwners("members"),
                new Reports("session-revocations", user -> Map.of()),
                new Reports("password-resets", user -> Map.of()));
    }

    static Behaviour mail() {
        return new Routes("Simulated mail gateway", Shelf.ofOwners("quarantine"));
    }

    static Behaviour sandbox() {
        Shelf known = Shelf.shared("known");
        return new Routes(
                "Simulated sandbox",
                known,
                new Reports(
                        "detonations",
                        sample -> Map.of(
                                "verdict", known.get(sample).getOrDefault("verdict", "unknown"),
                                "family", known.get(sample).getOrDefault("family", ""))));
    }

    static Behaviour intel() {
        Shelf known = Shelf.shared("known");
        return new Routes("Simulated threat intelligence", known, Shelf.shared("published"), asked -> {
            if (!asked.is("GET", 2, "indicators")) {
                return Optional.empty();
            }
            Map<String, Object> indicator = known.get(asked.path().get(1));
            return Optional.of(new Answer(
                    200,
                    Map.of(
                            "verdict", indicator.getOrDefault("verdict", "unknown"),
                            "score", indicator.getOrDefault("score", 0),
                            "source", indicator.getOrDefault("source", "simulated feed"))));
        });
    }

    /** @param weak the hosts that have a weakness, which is their {@code cve} */
    static Behaviour scanner(Shelf weak) {
        return new Routes(
                "Simulated vulnerability scanner",
                weak,
                new Reports(
                        "scans",
                        host -> Map.of(
                                "vulnerable", weak.holds(host),
                                "cve", weak.get(host).getOrDefault("cve", ""))),
                new Reports("verifications", host -> Map.of("fixed", !weak.holds(host))));
    }

    /** @param weak what a patch mends */
    static Behaviour patch(Shelf weak) {
        return new Routes("Simulated patch management", Shelf.shared("patched", host -> {
            weak.remove(String.valueOf(host.get("name")));
            return host;
        }));
    }

    static Behaviour forensics() {
        return new Routes(
                "Simulated forensics",
                new Reports("collections", host -> Map.of("digest", sha256("the disk of " + host))));
    }

    static Behaviour compliance() {
        Shelf known = Shelf.shared("known");
        return new Routes(
                "Simulated compliance checker",
                known,
                new Reports(
                        "checks", host -> Map.of("compliant", known.get(host).getOrDefault("compliant", true))));
    }

    static Behaviour siem() {
        return new Routes("Simulated SIEM", Shelf.shared("statuses"), Shelf.ofOwners("comments"));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
