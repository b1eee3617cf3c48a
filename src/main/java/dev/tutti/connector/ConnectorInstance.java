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
 */
public record ConnectorInstance(String name, String manifest, URI baseUrl, Secret secret, Set<String> allowedHosts) {

    public ConnectorInstance {
        allowedHosts = Set.copyOf(allowedHosts);
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
        return reasons.stream()
                .map(reason -> new Finding("configuration", 0, 0, name, "instance '" + name + "': " + reason))
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
