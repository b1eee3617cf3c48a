package dev.tutti.cli;

import dev.tutti.identity.FirstToken;
import jakarta.enterprise.context.ApplicationScoped;

/** Speaks to whoever started the service, past the log. */
@ApplicationScoped
class Console implements FirstToken {

    @Override
    public void show(String name, String token) {
        System.err.println("tutti: the first token of " + name + ", shown this once: " + token);
    }
}
