package dev.tutti.identity;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sees to it that somebody can administer a fresh installation: with the token that is configured as {@code
 * tutti.bootstrap-token}, or with one that is made and shown once. Taking the setting away revokes nothing; revoking the
 * token does, and a restart does not bring it back.
 */
@ApplicationScoped
class FirstAdmin {

    static final String NAME = "admin";
    static final int MIN_LENGTH = 32;

    private final Tokens tokens;
    private final FirstToken shown;
    private final Optional<String> configured;

    FirstAdmin(
            Tokens tokens,
            FirstToken shown,
            @ConfigProperty(name = "tutti.bootstrap-token") Optional<String> configured) {
        this.tokens = tokens;
        this.shown = shown;
        this.configured = configured.map(String::strip).filter(token -> !token.isEmpty());
    }

    /** Early, so that what starts later finds the names and roles as they are stored. */
    void onStart(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event) {
        configured.ifPresent(FirstAdmin::check);
        tokens.load();
        if (configured.isPresent()) {
            tokens.createOnce(Secret.of(configured.get()), NAME, Role.ADMIN);
            return;
        }
        var secret = Secret.random();
        if (tokens.createUnlessSomebodyHas(secret, NAME, Role.ADMIN)) {
            shown.show(NAME, secret.reveal());
        }
    }

    private static void check(String token) {
        if (token.length() < MIN_LENGTH || token.length() > Secret.MAX_LENGTH || !token.matches("[\\x21-\\x7e]+")) {
            throw new IllegalArgumentException("tutti.bootstrap-token must have " + MIN_LENGTH + " to "
                    + Secret.MAX_LENGTH + " printable characters without blanks");
        }
    }
}
