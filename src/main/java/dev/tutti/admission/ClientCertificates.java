package dev.tutti.admission;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Asks clients for a certificate, where that is configured. Quarkus's own setting for it is fixed when Tutti is built, and would
 * also let in whoever has any certificate that TLS trusts, registered or not.
 */
@ApplicationScoped
class ClientCertificates implements HttpServerOptionsCustomizer {

    private final SourcesConfig config;

    ClientCertificates(SourcesConfig config) {
        this.config = config;
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        if (config.clientCertificates()) {
            options.setClientAuth(ClientAuth.REQUEST);
        }
    }
}
