package dev.tutti.intake.format;

import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an OCSF finding observed: first the device and the resources, which are affected, then each of the evidences, last the
 * pivots in {@code observables}, which say again what stands elsewhere.
 */
final class OcsfObservables {

    private static final int ACTOR = 2;
    private static final int RELATED = 4;
    private static final int OUTBOUND = 2;

    /** {@code type_id} of an observable, the same from 1.0 to 1.8; a host name may be any domain. */
    private static final Map<Integer, ObservableType> TYPES = Map.ofEntries(
            Map.entry(1, ObservableType.HOST),
            Map.entry(2, ObservableType.IP),
            Map.entry(3, ObservableType.MAC),
            Map.entry(4, ObservableType.USER),
            Map.entry(5, ObservableType.EMAIL),
            Map.entry(6, ObservableType.URL),
            Map.entry(7, ObservableType.FILE),
            Map.entry(8, ObservableType.HASH),
            Map.entry(9, ObservableType.PROCESS),
            Map.entry(10, ObservableType.CLOUD_RESOURCE),
            Map.entry(11, ObservableType.PORT),
            Map.entry(20, ObservableType.HOST),
            Map.entry(21, ObservableType.USER),
            Map.entry(23, ObservableType.URL),
            Map.entry(24, ObservableType.FILE),
            Map.entry(25, ObservableType.PROCESS),
            Map.entry(27, ObservableType.CONTAINER),
            Map.entry(30, ObservableType.HASH),
            Map.entry(45, ObservableType.FILE));

    /** For a sender that gives the name of the type and not its number. */
    private static final Map<String, Integer> NAMES = Map.ofEntries(
            Map.entry("hostname", 1),
            Map.entry("ip address", 2),
            Map.entry("mac address", 3),
            Map.entry("user name", 4),
            Map.entry("email address", 5),
            Map.entry("url string", 6),
            Map.entry("file name", 7),
            Map.entry("hash", 8),
            Map.entry("file hash", 8),
            Map.entry("process name", 9),
            Map.entry("resource uid", 10),
            Map.entry("port", 11));

    private final Draft draft;

    private OcsfObservables(Draft draft) {
        this.draft = draft;
    }

    static void read(Fields alert, Draft draft) {
        var observables = new OcsfObservables(draft);
        alert.each("device").forEach(device -> observables.device(device, ObservableRole.TARGET));
        alert.each("resources").forEach(observables::resource);
        observables.evidence(alert);
        alert.each("evidences").forEach(evidence -> {
            evidence.each("device").forEach(device -> observables.device(device, ObservableRole.TARGET));
            evidence.each("resources").forEach(observables::resource);
            observables.evidence(evidence);
        });
        alert.each("malware").forEach(malware -> {
            observables.say(ObservableType.FILE, ObservableRole.OTHER, malware, "path");
            malware.each("files").forEach(file -> observables.file(file, ObservableRole.OTHER));
        });
        alert.each("observables").forEach(observables::pivot);
    }

    private void say(ObservableType type, ObservableRole role, Fields fields, String... paths) {
        draft.observables(type, role, fields.texts(paths));
    }

    private void device(Fields device, ObservableRole role) {
        say(ObservableType.HOST, role, device, "hostname");
        if (!device.has("hostname")) {
            draft.machine(role, device.text("name"));
        }
        say(ObservableType.IP, role, device, "ip", "network_interfaces.ip");
        say(ObservableType.MAC, role, device, "mac", "network_interfaces.mac");
        say(ObservableType.CLOUD_RESOURCE, role, device, "instance_uid", "uid_alt");
        device.each("container").forEach(container -> container(container, role));
    }

    /** "Resources that were the target of the activity", unless the resource says otherwise (since 1.5). */
    private void resource(Fields resource) {
        ObservableRole role = switch (OcsfDialect.integer(resource, "role_id")) {
            case ACTOR -> ObservableRole.ACTOR;
            case RELATED -> ObservableRole.OTHER;
            default -> ObservableRole.TARGET;
        };
        draft.observable(ObservableType.CLOUD_RESOURCE, role, resource.text("uid", "name"));
        say(ObservableType.HOST, role, resource, "hostname", "device.hostname");
        say(ObservableType.IP, role, resource, "ip", "device.ip", "device.network_interfaces.ip");
        say(ObservableType.USER, role, resource, "user.name", "data.AwsIamAccessKey.UserName");
    }

    private void evidence(Fields evidence) {
        connection(evidence);
        evidence.each("actor").forEach(actor -> {
            actor.each("user").forEach(user -> user(user, ObservableRole.ACTOR));
            actor.each("process").forEach(process -> process(process, ObservableRole.ACTOR));
        });
        evidence.each("identity").forEach(it -> it.each("user").forEach(user -> user(user, ObservableRole.ACTOR)));
        evidence.each("user").forEach(user -> user(user, ObservableRole.TARGET));
        evidence.each("process").forEach(process -> process(process, ObservableRole.OTHER));
        evidence.each("file").forEach(file -> file(file, ObservableRole.OTHER));
        say(ObservableType.URL, ObservableRole.OTHER, evidence, "url.url_string", "http_request.url.url_string");
        say(
                ObservableType.DOMAIN,
                ObservableRole.OTHER,
                evidence,
                "url.hostname",
                "url.domain",
                "http_request.url.hostname",
                "query.hostname",
                "tls.sni");
        evidence.each("email").forEach(this::email);
        evidence.each("container").forEach(container -> container(container, ObservableRole.OTHER));
        draft.observable(
                ObservableType.CLOUD_RESOURCE,
                ObservableRole.OTHER,
                evidence.text("databucket.uid", "databucket.name"));
        draft.observable(
                ObservableType.CLOUD_RESOURCE, ObservableRole.OTHER, evidence.text("database.uid", "database.name"));
        evidence.each("script")
                .forEach(script -> script.each("file").forEach(file -> file(file, ObservableRole.OTHER)));
    }

    /** Only the near end has a host of ours: what the far end is called, its owner has chosen. */
    private void connection(Fields evidence) {
        boolean outbound = OcsfDialect.integer(evidence, "connection_info.direction_id") == OUTBOUND;
        evidence.each("src_endpoint").forEach(end -> endpoint(end, ObservableRole.SOURCE, outbound));
        evidence.each("dst_endpoint").forEach(end -> endpoint(end, ObservableRole.TARGET, !outbound));
        evidence.each("proxy_endpoint").forEach(end -> endpoint(end, ObservableRole.OTHER, false));
    }

    private void endpoint(Fields end, ObservableRole role, boolean ours) {
        say(ObservableType.IP, role, end, "ip", "intermediate_ips");
        say(ObservableType.PORT, role, end, "port");
        say(ObservableType.MAC, role, end, "mac");
        say(ours ? ObservableType.HOST : ObservableType.DOMAIN, role, end, "hostname");
        say(ObservableType.DOMAIN, role, end, "domain");
        say(ObservableType.CLOUD_RESOURCE, role, end, "instance_uid");
    }

    private void user(Fields user, ObservableRole role) {
        draft.observable(ObservableType.USER, role, user.text("name", "full_name", "uid"));
        say(ObservableType.EMAIL, role, user, "email_addr");
    }

    private void process(Fields process, ObservableRole role) {
        draft.observable(ObservableType.PROCESS, role, process.text("name", "file.name", "cmd_line"));
        process.each("file").forEach(file -> file(file, role));
        process.each("user").forEach(user -> user(user, ObservableRole.OTHER));
        draft.observable(
                ObservableType.PROCESS,
                ObservableRole.OTHER,
                process.text("parent_process.name", "parent_process.file.name"));
    }

    private void file(Fields file, ObservableRole role) {
        draft.observable(ObservableType.FILE, role, file.text("path", "name"));
        say(ObservableType.HASH, role, file, "hashes.value", "fingerprints.value");
    }

    private void email(Fields email) {
        addresses(ObservableRole.SOURCE, email.texts("from", "smtp_from", "from_mailbox"));
        addresses(ObservableRole.TARGET, email.texts("to", "smtp_to", "to_mailboxes", "cc", "delivered_to"));
        say(ObservableType.IP, ObservableRole.SOURCE, email, "x_originating_ip");
        email.each("files").forEach(file -> file(file, ObservableRole.OTHER));
        say(ObservableType.URL, ObservableRole.OTHER, email, "urls.url_string");
    }

    /** A mailbox of RFC 5322 may have a name before its address. */
    private void addresses(ObservableRole role, Stream<String> mailboxes) {
        mailboxes.forEach(mailbox -> {
            int from = mailbox.lastIndexOf('<');
            int to = mailbox.lastIndexOf('>');
            draft.observable(
                    ObservableType.EMAIL, role, from >= 0 && to > from ? mailbox.substring(from + 1, to) : mailbox);
        });
    }

    private void container(Fields container, ObservableRole role) {
        draft.observable(ObservableType.CONTAINER, role, container.text("name", "uid"));
    }

    private void pivot(Fields pivot) {
        int said = OcsfDialect.integer(pivot, "type_id");
        int id = said > 0 ? said : NAMES.getOrDefault(pivot.text("type").toLowerCase(Locale.ROOT), 0);
        ObservableType type = TYPES.get(id);
        if (type == null) {
            return;
        }
        String name = pivot.text("name").toLowerCase(Locale.ROOT);
        boolean foreign = type == ObservableType.HOST
                && Stream.of("device", "resource", "host").noneMatch(name::startsWith)
                && !name.contains("dst_endpoint.hostname")
                && !name.contains("device.");
        ObservableType known = foreign ? ObservableType.DOMAIN : type;
        List<String> values = pivot.texts("value").toList();
        for (String value : values) {
            ObservableRole role = role(name);
            if (role == ObservableRole.OTHER) {
                draft.mention(known, value);
            } else {
                draft.observable(known, role, value);
            }
        }
    }

    /** By the attribute that the pivot points to. */
    private static ObservableRole role(String name) {
        if (name.contains("src_endpoint")) {
            return ObservableRole.SOURCE;
        }
        if (name.contains("dst_endpoint") || name.startsWith("device") || name.startsWith("resources")) {
            return ObservableRole.TARGET;
        }
        return name.contains("actor") ? ObservableRole.ACTOR : ObservableRole.OTHER;
    }
}
