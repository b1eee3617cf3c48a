package dev.tutti.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Observable;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything that an EVE alert says was seen, the ends of the connection first, each once, at most
 * {@link AlertReport#MAX_OBSERVABLES}. What cannot be a value of its type is passed over; it stays in the payload.
 *
 * <p>No host is taken from it: the workstation in an NTLM message is what the peer calls itself, and a policy would isolate
 * the machine of that name.
 */
final class SuricataObservables {

    private final Set<Observable> found = new LinkedHashSet<>();

    private SuricataObservables() {}

    static List<Observable> of(ObjectNode event) {
        var observables = new SuricataObservables();
        observables.ends(event);
        observables.http(event);
        observables.names(event);
        observables.files(event);
        observables.mail(event);
        observables.users(event);
        observables.ways(event);
        return observables.found.stream().limit(AlertReport.MAX_OBSERVABLES).toList();
    }

    /** The attacker and the victim where the signature says who is who, else the ends of the packet. */
    private void ends(ObjectNode event) {
        JsonNode source = event.path("alert").path("source");
        JsonNode target = event.path("alert").path("target");
        end(source, ObservableRole.SOURCE, event, "src");
        end(target, ObservableRole.TARGET, event, "dest");
        add(ObservableType.MAC, ObservableRole.SOURCE, event.path("ether").path("src_mac"));
        add(ObservableType.MAC, ObservableRole.TARGET, event.path("ether").path("dest_mac"));
    }

    private void end(JsonNode named, ObservableRole role, ObjectNode event, String side) {
        boolean isNamed =
                Spelling.of(ObservableType.IP, named.path("ip").asText("")).isPresent();
        add(ObservableType.IP, role, isNamed ? named.path("ip") : event.path(side + "_ip"));
        add(ObservableType.PORT, role, isNamed ? named.path("port") : event.path(side + "_port"));
    }

    private void http(ObjectNode event) {
        JsonNode http = event.path("http");
        String host = http.path("hostname").asText("");
        String url = http.path("url").asText("");
        name(host);
        if (url.contains("://")) {
            add(ObservableType.URL, ObservableRole.OTHER, url);
        } else if (!host.isEmpty() && url.startsWith("/")) {
            add(ObservableType.URL, ObservableRole.OTHER, "http://" + host + port(http, host) + url);
        }
    }

    private static String port(JsonNode http, String host) {
        int port = http.path("http_port").asInt(0);
        return port <= 0 || port == 80 || host.contains(":") ? "" : ":" + port;
    }

    private void names(ObjectNode event) {
        JsonNode dns = event.path("dns");
        add(ObservableType.DOMAIN, ObservableRole.OTHER, dns.path("rrname"));
        add(ObservableType.DOMAIN, ObservableRole.OTHER, dns.path("answer").path("rrname"));
        for (String questions : List.of("query", "queries")) {
            for (JsonNode question : dns.path(questions)) {
                add(ObservableType.DOMAIN, ObservableRole.OTHER, question.path("rrname"));
            }
        }
        name(event.path("tls").path("sni").asText(""));
    }

    private void files(ObjectNode event) {
        event.path("files").forEach(this::file);
        file(event.path("fileinfo"));
        file(event.path("smb"));
        file(event.path("ftp_data"));
    }

    private void file(JsonNode file) {
        String name = file.path("filename").asText("");
        if (!name.equals("/")) { // the root of a web server is no file
            add(ObservableType.FILE, ObservableRole.OTHER, name);
        }
        for (String hash : List.of("md5", "sha1", "sha256")) {
            add(ObservableType.HASH, ObservableRole.OTHER, file.path(hash));
        }
    }

    private void mail(ObjectNode event) {
        JsonNode smtp = event.path("smtp");
        JsonNode email = event.path("email");
        address(ObservableRole.SOURCE, smtp.path("mail_from"));
        address(ObservableRole.SOURCE, email.path("from"));
        for (JsonNode recipients : List.of(smtp.path("rcpt_to"), email.path("to"), email.path("cc"))) {
            recipients.forEach(recipient -> address(ObservableRole.TARGET, recipient));
        }
        email.path("attachment").forEach(name -> add(ObservableType.FILE, ObservableRole.OTHER, name));
    }

    private void users(ObjectNode event) {
        add(ObservableType.USER, ObservableRole.ACTOR, event.path("krb5").path("cname"));
        add(
                ObservableType.USER,
                ObservableRole.ACTOR,
                event.path("smb").path("ntlmssp").path("user"));
    }

    /** Who else handled the traffic: proxies by their own account, and the ends of a tunnel around it. */
    private void ways(ObjectNode event) {
        for (String hop : event.path("http").path("xff").asText("").split(",", AlertReport.MAX_OBSERVABLES)) {
            add(ObservableType.IP, ObservableRole.OTHER, hop);
        }
        add(ObservableType.IP, ObservableRole.OTHER, event.path("tunnel").path("src_ip"));
        add(ObservableType.IP, ObservableRole.OTHER, event.path("tunnel").path("dest_ip"));
    }

    /** A host in a request or a handshake is a name, or an address written instead of one. */
    private void name(String host) {
        var type = Spelling.of(ObservableType.IP, host).isPresent() ? ObservableType.IP : ObservableType.DOMAIN;
        add(type, ObservableRole.OTHER, host);
    }

    /** {@code "Ann" <ann@example.org>} or the bare address. */
    private void address(ObservableRole role, JsonNode header) {
        String text = header.asText("");
        int open = text.lastIndexOf('<');
        int close = text.indexOf('>', open + 1);
        String address = open >= 0 && close > open ? text.substring(open + 1, close) : text;
        if (address.indexOf('@') > 0) {
            add(ObservableType.EMAIL, role, address);
        }
    }

    private void add(ObservableType type, ObservableRole role, JsonNode value) {
        add(type, role, value.asText(""));
    }

    private void add(ObservableType type, ObservableRole role, String value) {
        Spelling.of(type, value).ifPresent(text -> found.add(new Observable(type, role, text)));
    }
}
