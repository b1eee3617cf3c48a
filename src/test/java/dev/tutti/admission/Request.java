package dev.tutti.admission;

import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request as a plain test writes it. */
record Request(
        Map<String, String> headers,
        @Nullable String secret,
        @Nullable X509Certificate shown,
        String peer) implements Shown {

    static final Request EMPTY = new Request(Map.of(), null, null, "198.51.100.7");

    static Request with(String header, String value) {
        return EMPTY.and(header, value);
    }

    Request and(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Request(more, secret, shown, peer);
    }

    Request to(String urlSecret) {
        return new Request(headers, urlSecret, shown, peer);
    }

    Request showing(X509Certificate certificate) {
        return new Request(headers, secret, certificate, peer);
    }

    Request from(String address) {
        return new Request(headers, secret, shown, address);
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    @Override
    public Optional<String> urlSecret() {
        return Optional.ofNullable(secret);
    }

    @Override
    public Optional<X509Certificate> certificate() {
        return Optional.ofNullable(shown);
    }
}
