package dev.tutti.admission;

import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** What a request over HTTP shows. */
record ShownByHttp(RoutingContext route) implements Shown {

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(route.request().getHeader(name));
    }

    @Override
    public Optional<String> urlSecret() {
        return Optional.ofNullable(SecretUrls.secret(route));
    }

    @Override
    public Optional<X509Certificate> certificate() {
        SSLSession session = route.request().isSSL() ? route.request().sslSession() : null;
        if (session == null) {
            return Optional.empty(); // no TLS, or a proxy has ended it
        }
        try {
            Certificate first = session.getPeerCertificates()[0];
            return first instanceof X509Certificate certificate ? Optional.of(certificate) : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty(); // the client showed none
        }
    }

    @Override
    public String peer() {
        SocketAddress address = route.request().remoteAddress();
        String host = address == null ? null : address.hostAddress();
        return host == null ? "" : host;
    }
}
