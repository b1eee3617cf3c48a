package dev.tutti.connector;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One tool at one address, as an administrator configured it.
 *
 * @param manifest the name of the manifest it speaks
 * @param baseUrl every request goes to this scheme, host and port, below this path
 * @param allowedHosts the hosts that the administrator listed; the base URL's must be one of them
 * @param sources the sources of alerts that it is asked about; empty for all that no other instance is there for
 */
public record ConnectorInstance(
        String name, String manifest, URI baseUrl, Secret secret, Set<String> allowedHosts, Set<String> sources) {

    private static final int MAX_SOURCE = 100;

    public ConnectorInstance {
        allowedHosts = Set.copyOf(allowedHosts);
        sources = Set.copyOf(sources);
    }

    /** One that is asked about all sources. */
    public ConnectorInstance(String name, String manifest, URI baseUrl, Secret secret, Set<String> allowedHosts) {
        this(name, manifest, baseUrl, secret, allowedHosts, Set.of());
    }

    List<Finding> findings() {
        List<String> reasons = new ArrayList<>();
        String scheme = baseUrl.getScheme() == null ? "" : baseUrl.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            reasons.add("its base URL must begin with http:// or https://");
        } else if (baseUrl.getHost() == null) {
            reasons.add("its base URL names no host");
        } else if (allowedHosts.stream().noneMatch(baseUrl.getHost()::equalsIgnoreCase)) {
            reasons.add("its host " + baseUrl.getHost() + " is not among the allowed hosts");
        }
        if (baseUrl.getRawUserInfo() != null || baseUrl.getRawQuery() != null || baseUrl.getRawFragment() != null) {
            reasons.add("its base URL must hold no user, query or fragment; a token belongs into the secret");
        }
        if (!baseUrl.normalize().equals(baseUrl)) {
            reasons.add("its base URL must hold no '.' or '..'");
        }
        if (sources.stream().anyMatch(source -> source.isBlank() || source.length() > MAX_SOURCE)) {
            reasons.add("the name of a source has 1 to " + MAX_SOURCE + " characters");
        }
        return reasons.stream()
                .map(reason -> new Finding("configuration", 0, 0, name, "instance '" + name + "': " + reason))
                .toList();
    }

    /** Under what name it is asked for this. */
    List<String> addressees(String capability) {
        return sources.isEmpty()
                ? List.of(capability)
                : sources.stream()
                        .sorted()
                        .map(source -> capability + "@" + source)
                        .toList();
    }

    /** The base URL without a slash at its end. */
    String root() {
        String text = baseUrl.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** Without the base URL, into which a careless hand may have put a password. */
    @Override
    public String toString() {
        return "ConnectorInstance[" + name + ", " + manifest + "]";
    }
}
