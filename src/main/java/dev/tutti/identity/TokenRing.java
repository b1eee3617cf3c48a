package dev.tutti.identity;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The tokens in force, in memory; safe for many threads and never waiting. */
@Singleton
class TokenRing {

    private final Map<String, Token> byId = new ConcurrentHashMap<>();

    void add(Token token) {
        byId.put(token.id(), token);
    }

    void remove(String id) {
        byId.remove(id);
    }

    Optional<Token> find(String clear) {
        if (clear.isEmpty() || clear.length() > Secret.MAX_LENGTH) {
            return Optional.empty();
        }
        var secret = Secret.of(clear);
        return Optional.ofNullable(byId.get(secret.id())).filter(token -> secret.hasDigest(token.digest()));
    }

    List<Token> all() {
        return byId.values().stream()
                .sorted(Comparator.comparing(Token::createdAt).thenComparing(Token::id))
                .toList();
    }

    Set<Role> rolesOf(String name) {
        return people().getOrDefault(name, Set.of());
    }

    Map<String, Set<Role>> people() {
        return people(byId.values());
    }

    private static Map<String, Set<Role>> people(Collection<Token> tokens) {
        var people = new TreeMap<String, Set<Role>>();
        tokens.forEach(token -> people.computeIfAbsent(token.name(), name -> EnumSet.noneOf(Role.class))
                .add(token.role()));
        return people;
    }
}
