package dev.tutti.intake.format;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The file hashes in a text such as {@code SHA1=C1DC...,MD5=F152...,IMPHASH=AE9F...}: MD5, SHA-1, SHA-256, SHA-384, SHA-512. */
final class Hashes {

    /** Names that stand before something of the length of an MD5 that is the hash of no file. */
    private static final Pattern HASH =
            Pattern.compile("(?i)(?<![0-9a-z])(?:(imphash|ssdeep|tlsh|ja3s?|authentihash|pehash)[=: ]{1,2})?"
                    + "([0-9a-f]{128}|[0-9a-f]{96}|[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32})(?![0-9a-z])");

    private Hashes() {}

    static Stream<String> in(String text) {
        return HASH.matcher(text)
                .results()
                .filter(found -> found.group(1) == null)
                .map((MatchResult found) -> found.group(2));
    }
}
