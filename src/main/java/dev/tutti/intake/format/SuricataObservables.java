package dev.tutti.intake.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.fact.AlertReport;
import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import java.util.List;

/**
 * Everything that an EVE alert says was seen, the ends of the connection first.
 *
 * <p>No host is taken from it: the workstation in an NTLM message is what the peer calls itself, and a policy would isolate
 * the machine of that name.
 */
final class SuricataObservables {

    private final JsonNode event;
    private final Draft draft;

    private SuricataObservables(JsonNode event, Draft draft) {
        this.event = event;
        this.draft = draft;
    }

    static void read(Fields event, Draft draft) {
        var observables = new SuricataObservables(event.node(""), draft);
        observables.ends();
        observables.http();
        observables.names();
        observables.files();
        observables.mail();
        observables.users();
        observables.ways();
    }

    /** The attacker and the victim where the signature says who is who, else the ends of the packet. */
    private void ends() {
        end(ObservableRole.SOURCE, event.path("alert").path("source"), "src");
        end(ObservableRole.TARGET, event.path("alert").path("target"), "dest");
        add(ObservableType.MAC, ObservableRole.SOURCE, event.path("ether").path("src_mac"));
        add(ObservableType.MAC, ObservableRole.TARGET, event.path("ether").path("dest_mac"));
    }

    private void end(ObservableRole role, JsonNode named, String side) {
        boolean isNamed = draft.isAddress(named.path("ip").asText(""));
        add(ObservableType.IP, role, isNamed ? named.path("ip") : event.path(side + "_ip"));
        add(ObservableType.PORT, role, isNamed ? named.path("port") : event.path(side + "_port"));
    }

    private void http() {
        JsonNode http = event.path("http");
        String host = http.path("hostname").asText("");
        String url = http.path("url").asText("");
        name(http.path("hostname"));
        if (url.contains("://")) {
            add(ObservableType.URL, url);
        } else if (!host.isEmpty() && url.startsWith("/")) {
            add(ObservableType.URL, "http://" + host + port(http, host) + url);
        }
    }

    private static String port(JsonNode http, String host) {
        int port = http.path("http_port").asInt(0);
        return port <= 0 || port == 80 || host.contains(":") ? "" : ":" + port;
    }

    private void names() {
        name(event.path("tls").path("sni"));
        name(event.path("quic").path("sni"));
        JsonNode dns = event.path("dns");
        for (JsonNode message : List.of(dns, dns.path("answer"))) {
            add(ObservableType.DOMAIN, message.path("rrname"));
            for (String questions : List.of("query", "queries")) {
                message.path(questions).forEach(question -> add(ObservableType.DOMAIN, question.path("rrname")));
            }
            message.path("answers").forEach(this::answer);
            JsonNode grouped = message.path("grouped");
            for (String type : List.of("A", "AAAA", "CNAME")) {
                grouped.path(type).forEach(this::name);
            }
        }
    }

    /** Of the other types the data is no address and no name, or one that says nothing of the question. */
    private void answer(JsonNode answer) {
        add(ObservableType.DOMAIN, answer.path("rrname"));
        if (List.of("A", "AAAA", "CNAME").contains(answer.path("rrtype").asText(""))) {
            name(answer.path("rdata"));
        }
    }

    private void files() {
        event.path("files").forEach(this::file);
        for (String holder : List.of("fileinfo", "smb", "ftp_data", "nfs")) {
            file(event.path(holder));
        }
    }

    private void file(JsonNode file) {
        String name = file.path("filename").asText("");
        if (!name.equals("/")) { // the root of a web server is no file
            add(ObservableType.FILE, name);
        }
        for (String hash : List.of("md5", "sha1", "sha256")) {
            add(ObservableType.HASH, file.path(hash));
        }
    }

    private void mail() {
        JsonNode smtp = event.path("smtp");
        JsonNode email = event.path("email");
        address(ObservableRole.SOURCE, smtp.path("mail_from"));
        address(ObservableRole.SOURCE, email.path("from"));
        for (JsonNode recipients : List.of(smtp.path("rcpt_to"), email.path("to"), email.path("cc"))) {
            recipients.forEach(recipient -> address(ObservableRole.TARGET, recipient));
        }
        email.path("attachment").forEach(name -> add(ObservableType.FILE, name));
    }

    /** What the peer calls itself. */
    private void users() {
        add(ObservableType.USER, ObservableRole.ACTOR, event.path("krb5").path("cname"));
        add(
                ObservableType.USER,
                ObservableRole.ACTOR,
                event.path("smb").path("ntlmssp").path("user"));
        add(
                ObservableType.USER,
                ObservableRole.ACTOR,
                event.path("mqtt").path("connect").path("username"));
    }

    /** Who else handled the traffic: proxies by their own account, and the ends of a tunnel around it. */
    private void ways() {
        for (String hop : event.path("http").path("xff").asText("").split(",", AlertReport.MAX_OBSERVABLES)) {
            add(ObservableType.IP, hop);
        }
        add(ObservableType.IP, event.path("tunnel").path("src_ip"));
        add(ObservableType.IP, event.path("tunnel").path("dest_ip"));
    }

    /** Where a name stands there may be an address instead, in a URL's brackets when it is of IPv6. */
    private void name(JsonNode value) {
        String text = value.asText("").strip();
        String host = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        boolean isAddress = draft.isAddress(host);
        add(isAddress ? ObservableType.IP : ObservableType.DOMAIN, isAddress ? host : text);
    }

    /** {@code "Ann" <ann@example.org>} or the bare address. */
    private void address(ObservableRole role, JsonNode header) {
        String text = header.asText("");
        int open = text.lastIndexOf('<');
        int close = text.indexOf('>', open + 1);
        String address = open >= 0 && close > open ? text.substring(open + 1, close) : text;
        if (address.indexOf('@') > 0) {
            draft.observable(ObservableType.EMAIL, role, address);
        }
    }

    private void add(ObservableType type, ObservableRole role, JsonNode value) {
        draft.observable(type, role, value.asText(""));
    }

    private void add(ObservableType type, JsonNode value) {
        add(type, value.asText(""));
    }

    private void add(ObservableType type, String value) {
        draft.observable(type, ObservableRole.OTHER, value);
    }
}
