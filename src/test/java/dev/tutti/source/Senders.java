package dev.tutti.source;

import dev.tutti.identity.Secret;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Sources and keys for plain tests, and the book that knows them. */
public final class Senders {

    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    public static final Source SPLUNK = source("splunk", Rate.NONE);
    public static final Source KIBANA = source("kibana", Rate.NONE);

    /** A key as it is stored, and the secret as the sender has it. */
    public record Made(Key key, String secret) {}

    private Senders() {}

    public static Source source(String name, Rate rate, String... networks) {
        return new Source(
                name,
                "acme",
                List.of(),
                Arrays.stream(networks)
                        .map(text -> Network.read(text).orElseThrow())
                        .toList(),
                rate,
                NOON,
                "root",
                NOON,
                "root");
    }

    public static Made secret(KeyKind kind, Source owner) {
        Secret secret = Secret.random();
        return new Made(key(secret.id(), kind, owner, secret.digest(), NOON, Key.NEVER), secret.reveal());
    }

    public static Made secret(KeyKind kind, Source owner, Instant from, Instant until) {
        Secret secret = Secret.random();
        return new Made(key(secret.id(), kind, owner, secret.digest(), from, until), secret.reveal());
    }

    public static Key subject(KeyKind kind, Source owner, String proof) {
        return key(Secret.random().id(), kind, owner, proof, NOON, Key.NEVER);
    }

    public static SourceBook book(List<Source> sources, Key... keys) {
        var book = new SourceBook();
        replace(book, sources, keys);
        return book;
    }

    /** As a change does it. */
    public static void replace(SourceBook book, List<Source> sources, Key... keys) {
        book.replace(sources, List.of(keys));
    }

    private static Key key(String id, KeyKind kind, Source owner, String proof, Instant from, Instant until) {
        return new Key(id, owner.name(), kind, proof, from, until, NOON, "root");
    }
}
