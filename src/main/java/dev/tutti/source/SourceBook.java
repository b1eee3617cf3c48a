package dev.tutti.source;

import dev.tutti.identity.Secret;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The sources and keys in force, in memory: read by many threads, never waiting, replaced as a whole. */
@Singleton
public class SourceBook {

    private volatile Page page = Page.of(List.of(), List.of());

    private record Page(Map<String, Source> sources, Map<String, Key> keys, Map<String, Key> subjects) {

        static Page of(List<Source> sources, List<Key> keys) {
            return new Page(
                    index(sources, Source::name),
                    index(keys, Key::id),
                    keys.stream()
                            .filter(key -> key.kind().proof() == KeyKind.Proof.SUBJECT)
                            .collect(Collectors.toMap(key -> subject(key.kind(), key.proof()), Function.identity())));
        }

        private static <T> Map<String, T> index(List<T> things, Function<T, String> name) {
            return things.stream().collect(Collectors.toMap(name, Function.identity()));
        }
    }

    void replace(List<Source> sources, List<Key> keys) {
        page = Page.of(sources, keys);
    }

    public Optional<Source> source(String name) {
        return Optional.ofNullable(page.sources().get(name));
    }

    /** The key of this kind that this secret is; compared in constant time. */
    public Optional<Key> bySecret(KeyKind kind, String clear) {
        if (clear.isEmpty() || clear.length() > Secret.MAX_LENGTH) {
            return Optional.empty();
        }
        Secret secret = Secret.of(clear);
        return Optional.ofNullable(page.keys().get(secret.id()))
                .filter(key -> key.kind() == kind && kind.proof() == KeyKind.Proof.SECRET)
                .filter(key -> secret.hasDigest(key.proof()));
    }

    /** The key with this id, if it is of this kind. To name a key proves nothing. */
    public Optional<Key> byId(KeyKind kind, String id) {
        return Optional.ofNullable(page.keys().get(id)).filter(key -> key.kind() == kind);
    }

    /** The key for this certificate or topic. */
    public Optional<Key> bySubject(KeyKind kind, String subject) {
        return Optional.ofNullable(page.subjects().get(subject(kind, subject)));
    }

    List<Source> sources() {
        return page.sources().values().stream()
                .sorted(Comparator.comparing(Source::name))
                .toList();
    }

    List<Key> keysOf(String source) {
        return page.keys().values().stream()
                .filter(key -> key.source().equals(source))
                .sorted(Comparator.comparing(Key::createdAt).thenComparing(Key::id))
                .toList();
    }

    private static String subject(KeyKind kind, String text) {
        return kind + " " + text;
    }
}
