package dev.tutti.intake.format;

import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import java.util.Locale;

/**
 * An entity of Sentinel as observables: {@code kind} and properties of the API, {@code Type} and flat members of the table ("Microsoft
 * Sentinel entity types reference"). Sentinel says of no entity which part it plays; Defender's, which come through it, may say.
 */
final class SentinelEntities {

    private final Draft draft;
    private final Fields entity;
    private final ObservableRole role;

    private SentinelEntities(Draft draft, Fields entity, ObservableRole role) {
        this.draft = draft;
        this.entity = entity;
        this.role = role;
    }

    static void read(Fields whole, Draft draft) {
        Fields entity = whole.each("properties").stream().findFirst().orElse(whole);
        String kind = whole.text("kind", "type").toLowerCase(Locale.ROOT).replace("-", "");
        new SentinelEntities(draft, entity, role(entity)).read(kind);
    }

    private static ObservableRole role(Fields entity) {
        boolean attacker = entity.texts("roles").anyMatch(role -> role.equalsIgnoreCase("attacker"));
        boolean victim = entity.texts("roles")
                .anyMatch(role -> role.equalsIgnoreCase("compromised") || role.equalsIgnoreCase("attacked"));
        return victim ? ObservableRole.TARGET : attacker ? ObservableRole.SOURCE : ObservableRole.OTHER;
    }

    private void read(String kind) {
        switch (kind) {
            case "account" -> account();
            case "host", "machine" -> host();
            case "ip" -> say(ObservableType.IP, "address");
            case "url" -> say(ObservableType.URL, "url");
            case "filehash" -> say(ObservableType.HASH, "hashValue", "value");
            case "file" -> file(entity);
            case "process" -> process();
            case "dnsresolution", "dns" -> say(ObservableType.DOMAIN, "domainName");
            case "mailbox" -> {
                say(ObservableType.EMAIL, "mailboxPrimaryAddress");
                say(ObservableType.USER, "upn");
            }
            case "mailmessage", "submissionmail" -> mail();
            case "azureresource", "amazonresource", "googlecloudresource" ->
                say(ObservableType.CLOUD_RESOURCE, "resourceId", "amazonResourceId", "fullResourceName");
            case "iotdevice" -> {
                say(ObservableType.HOST, "deviceName");
                say(ObservableType.MAC, "macAddress");
            }
            case "nic" -> say(ObservableType.MAC, "macAddress");
            case "container" -> say(ObservableType.CONTAINER, "containerId", "name");
            case "networkconnection" -> {
                draft.observables(ObservableType.IP, ObservableRole.SOURCE, entity.texts("sourceAddress.address"));
                draft.observables(ObservableType.IP, ObservableRole.TARGET, entity.texts("destinationAddress.address"));
            }
            default -> {
                // Clusters of mails, groups, registry keys and whatever comes next: nothing a rule could join on.
            }
        }
    }

    private void say(ObservableType type, String... paths) {
        draft.observables(type, role, entity.texts(paths));
    }

    /** As its directory calls it, then by its short name. */
    private void account() {
        String name = entity.text("accountName", "name");
        String suffix = entity.text("upnSuffix", "UPNSuffix");
        ObservableRole who = role == ObservableRole.SOURCE ? ObservableRole.ACTOR : role;
        if (!name.isEmpty() && !suffix.isEmpty() && !name.contains("@")) {
            draft.observable(ObservableType.USER, who, name + "@" + suffix);
        }
        draft.observable(ObservableType.USER, who, name.isEmpty() ? entity.text("displayName") : name);
    }

    private void host() {
        String name = entity.text("hostName", "netBiosName", "name");
        String domain = entity.text("dnsDomain");
        draft.observable(ObservableType.HOST, role, name);
        if (!name.isEmpty() && !domain.isEmpty() && !name.contains(".")) {
            draft.observable(ObservableType.HOST, role, name + "." + domain);
        }
        say(ObservableType.CLOUD_RESOURCE, "azureID", "azureId");
        say(ObservableType.IP, "ipInterfaces.address", "lastIpAddress.address");
    }

    private void file(Fields file) {
        String name = file.text("fileName", "name");
        String folder = file.text("directory");
        String separator = folder.contains("/") ? "/" : "\\";
        boolean complete = folder.isEmpty() || folder.endsWith(separator);
        draft.observable(ObservableType.FILE, role, name.isEmpty() ? "" : folder + (complete ? "" : separator) + name);
        draft.observables(ObservableType.HASH, role, file.texts("fileHashes.value", "fileHashes.hashValue"));
    }

    private void process() {
        draft.observable(
                ObservableType.PROCESS,
                role,
                entity.text("imageFile.name", "imageFile.fileName", "commandLine", "processId"));
        entity.each("imageFile").forEach(this::file);
    }

    private void mail() {
        draft.observables(
                ObservableType.EMAIL,
                ObservableRole.SOURCE,
                entity.texts("sender", "p1Sender", "p2Sender", "p1sender", "p2sender"));
        draft.observables(ObservableType.EMAIL, ObservableRole.TARGET, entity.texts("recipient"));
        draft.observables(ObservableType.IP, ObservableRole.SOURCE, entity.texts("senderIP", "senderIp"));
        say(ObservableType.URL, "urls");
    }
}
