package dev.tutti.intake.format;

import static dev.tutti.fact.ObservableRole.OTHER;
import static dev.tutti.fact.ObservableRole.SOURCE;
import static dev.tutti.fact.ObservableRole.TARGET;

import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What the members of the Common Information Model observe. */
final class SplunkObservables {

    private record Row(ObservableType type, ObservableRole role, List<String> members) {}

    private static final List<Row> ROWS = List.of(
            new Row(ObservableType.IP, SOURCE, List.of("src_ip", "src_ipv6")),
            new Row(ObservableType.IP, TARGET, List.of("dest_ip", "dest_ipv6", "dst_ip")),
            new Row(ObservableType.IP, OTHER, List.of("ip", "dvc_ip", "src_translated_ip", "dest_translated_ip")),
            new Row(ObservableType.HOST, TARGET, List.of("dest_host", "dest_name", "dest_dns", "dest_nt_host")),
            new Row(ObservableType.HOST, SOURCE, List.of("src_host", "src_name", "src_dns", "src_nt_host")),
            new Row(ObservableType.USER, TARGET, List.of("dest_user", "target_user")),
            new Row(ObservableType.USER, OTHER, List.of("user", "user_name")),
            new Row(ObservableType.USER, SOURCE, List.of("src_user", "src_user_name")),
            new Row(ObservableType.EMAIL, SOURCE, List.of("sender")),
            new Row(ObservableType.EMAIL, TARGET, List.of("recipient", "orig_recipient")),
            new Row(ObservableType.EMAIL, OTHER, List.of("email", "user_email")),
            new Row(ObservableType.PORT, SOURCE, List.of("src_port")),
            new Row(ObservableType.PORT, TARGET, List.of("dest_port")),
            new Row(ObservableType.MAC, SOURCE, List.of("src_mac")),
            new Row(ObservableType.MAC, TARGET, List.of("dest_mac")),
            new Row(ObservableType.DOMAIN, OTHER, List.of("domain", "url_domain", "query")),
            new Row(ObservableType.URL, OTHER, List.of("url")),
            new Row(ObservableType.HASH, OTHER, List.of("file_hash", "process_hash", "md5", "sha1", "sha256", "hash")),
            new Row(ObservableType.FILE, OTHER, List.of("file_path", "file_name")),
            new Row(
                    ObservableType.PROCESS,
                    OTHER,
                    List.of("process_path", "process_name", "process", "parent_process_name")),
            new Row(ObservableType.CONTAINER, OTHER, List.of("container_id", "container_name", "pod_name", "pod")),
            new Row(
                    ObservableType.CLOUD_RESOURCE,
                    OTHER,
                    List.of("resource_id", "instance_id", "vm_id", "bucket_name", "arn")));

    /** What a risk or threat object is; types of risk objects are {@code system}, {@code user} and {@code other}. */
    private static final Map<String, ObservableType> TYPES = Map.ofEntries(
            Map.entry("user", ObservableType.USER),
            Map.entry("ip", ObservableType.IP),
            Map.entry("ip_address", ObservableType.IP),
            Map.entry("src_ip", ObservableType.IP),
            Map.entry("dest_ip", ObservableType.IP),
            Map.entry("domain", ObservableType.DOMAIN),
            Map.entry("url", ObservableType.URL),
            Map.entry("hash", ObservableType.HASH),
            Map.entry("file_hash", ObservableType.HASH),
            Map.entry("file_name", ObservableType.FILE),
            Map.entry("file_path", ObservableType.FILE),
            Map.entry("process", ObservableType.PROCESS),
            Map.entry("process_name", ObservableType.PROCESS),
            Map.entry("process_hash", ObservableType.HASH),
            Map.entry("parent_process_name", ObservableType.PROCESS),
            Map.entry("email", ObservableType.EMAIL),
            Map.entry("email_address", ObservableType.EMAIL));

    private SplunkObservables() {}

    static void read(Fields row, Draft draft) {
        row.texts("dest").forEach(machine -> Seen.machine(draft, TARGET, machine));
        row.texts("src").forEach(machine -> Seen.machine(draft, SOURCE, machine));
        for (Row known : ROWS) {
            known.members().stream()
                    .flatMap(row::texts)
                    .forEach(value -> Seen.put(draft, known.type(), known.role(), value));
        }
        object(row, "risk_object", draft);
        object(row, "threat_object", draft);
        host(row, draft);
    }

    /** An object of risk-based alerting; a system is a machine, and what has no known type is passed over. */
    private static void object(Fields row, String member, Draft draft) {
        String type = row.text(member + "_type").toLowerCase(Locale.ROOT);
        ObservableType known = TYPES.get(type);
        row.texts(member).forEach(value -> {
            if (type.equals("system")) {
                Seen.machine(draft, OTHER, value);
            } else if (known != null) {
                Seen.put(draft, known, OTHER, value);
            }
        });
    }

    /**
     * {@code host} is whence the event came: the machine itself for logs of Windows, a sensor, a relay or Splunk's own search head for
     * many others. It is a machine that the alert is about only where that is certain or no other is named.
     */
    private static void host(Fields row, Draft draft) {
        boolean notable = row.text("sourcetype", "_sourcetype").equals("stash")
                || row.text("event_id").contains("@@");
        boolean ownLog = row.texts("sourcetype", "_sourcetype", "source")
                .anyMatch(source -> source.startsWith("XmlWinEventLog") || source.startsWith("WinEventLog"));
        boolean aboutOthers = Stream.of("src", "dest", "src_ip", "dest_ip", "src_host", "dest_host", "risk_object")
                .anyMatch(member -> row.texts(member).anyMatch(value -> !value.equals("-")));
        if (!notable && (ownLog || !aboutOthers)) {
            row.texts("host").forEach(machine -> Seen.machine(draft, OTHER, machine));
        }
    }
}
