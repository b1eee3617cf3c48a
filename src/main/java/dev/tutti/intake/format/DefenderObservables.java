package dev.tutti.intake.format;

import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The evidence of an alert of Defender. What a piece of it is shows by its members, since older APIs and exports leave its type out;
 * which part it plays stands in {@code roles} (Graph, evidenceRole).
 */
final class DefenderObservables {

    private static final Set<String> ATTACKING = Set.of("attacker", "commandandcontrol", "source");
    private static final Set<String> ATTACKED = Set.of("attacked", "compromised", "destination", "scanned");

    private final Draft draft;

    private DefenderObservables(Draft draft) {
        this.draft = draft;
    }

    static void read(Fields alert, Draft draft) {
        var observables = new DefenderObservables(draft);
        Stream.of("evidence", "alerts.evidence", "entities", "alerts.entities", "devices", "alerts.devices")
                .flatMap(path -> alert.each(path).stream())
                .forEach(observables::evidence);
        observables.endpoint(alert);
        observables.legacy(alert);
    }

    private void say(ObservableType type, ObservableRole role, Fields fields, String... paths) {
        draft.observables(type, role, fields.texts(paths));
    }

    /** An account that an attacker uses is the actor; everything else of the attacker is the source. */
    private void evidence(Fields evidence) {
        Set<String> said = evidence.texts("roles", "detailedRoles", "evidenceRole")
                .map(role -> role.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        ObservableRole role = ObservableRole.OTHER;
        if (said.stream().anyMatch(ATTACKED::contains)) {
            role = ObservableRole.TARGET;
        } else if (said.stream().anyMatch(ATTACKING::contains)) {
            role = ObservableRole.SOURCE;
        }
        ObservableRole who = role == ObservableRole.SOURCE ? ObservableRole.ACTOR : role;
        device(evidence, role);
        evidence.each("device").forEach(device -> device(device, ObservableRole.OTHER));
        evidence.each("host").forEach(device -> device(device, ObservableRole.OTHER));
        network(evidence, role);
        files(evidence, role);
        evidence.each("userAccount").forEach(user -> user(user, who));
        evidence.each("account.userAccount").forEach(user -> user(user, who));
        user(evidence, who);
        mail(evidence);
        cloud(evidence, role);
    }

    /** Only devices that Defender manages have these members, and those are ours. */
    private void device(Fields device, ObservableRole role) {
        say(ObservableType.HOST, role, device, "deviceDnsName", "hostName", "deviceName", "computerDnsName");
        say(ObservableType.IP, role, device, "lastIpAddress", "lastExternalIpAddress", "ipInterfaces");
        say(ObservableType.MAC, role, device, "macAddress", "nics.macAddress");
        say(ObservableType.CLOUD_RESOURCE, role, device, "vmMetadata.resourceId");
        device.each("loggedOnUsers").forEach(user -> user(user, ObservableRole.OTHER));
    }

    private void network(Fields evidence, ObservableRole role) {
        say(ObservableType.IP, role, evidence, "ipAddress", "ipAddress.ipAddress", "podIp.ipAddress");
        say(ObservableType.IP, ObservableRole.SOURCE, evidence, "sourceAddress.ipAddress");
        say(ObservableType.PORT, ObservableRole.SOURCE, evidence, "sourcePort");
        say(ObservableType.IP, ObservableRole.TARGET, evidence, "destinationAddress.ipAddress");
        say(ObservableType.PORT, ObservableRole.TARGET, evidence, "destinationPort");
        say(ObservableType.URL, role, evidence, "url");
        say(ObservableType.DOMAIN, role, evidence, "domain", "activeDirectoryDomainName");
        if (evidence.has("hostIpAddress") || evidence.has("ipAddresses")) {
            say(ObservableType.DOMAIN, role, evidence, "domainName");
            say(ObservableType.IP, role, evidence, "ipAddresses.ipAddress", "hostIpAddress.ipAddress");
        }
    }

    private void files(Fields evidence, ObservableRole role) {
        evidence.each("fileDetails").forEach(file -> file(file, role));
        evidence.each("imageFile").forEach(file -> {
            say(ObservableType.PROCESS, role, file, "fileName");
            file(file, role);
        });
        say(ObservableType.PROCESS, ObservableRole.OTHER, evidence, "parentProcessImageFile.fileName");
        Stream.of("files.fileDetails", "processes.imageFile")
                .flatMap(path -> evidence.each(path).stream())
                .forEach(file -> file(file, role));
        if (evidence.text("entityType").equalsIgnoreCase("Process")) {
            say(ObservableType.PROCESS, role, evidence, "fileName");
        }
        file(evidence, role);
        if (evidence.has("algorithm")) {
            say(ObservableType.HASH, role, evidence, "value");
        }
        say(ObservableType.HASH, role, evidence, "fileHashes.value", "fileHash.hashValue");
    }

    /** Its place is a folder, and may end in its name. */
    private void file(Fields file, ObservableRole role) {
        String name = file.text("fileName", "name");
        String folder = file.text("filePath", "path");
        boolean isFile = file.has("fileName") || file.has("filePath") || file.has("fileHash");
        if (isFile && (folder.isEmpty() || folder.endsWith(name))) {
            draft.observable(ObservableType.FILE, role, folder.isEmpty() ? name : folder);
        } else if (isFile) {
            String separator = folder.contains("/") ? "/" : "\\";
            draft.observable(ObservableType.FILE, role, folder + (folder.endsWith(separator) ? "" : separator) + name);
        }
        say(ObservableType.HASH, role, file, "sha256", "sha1", "md5");
    }

    private void user(Fields user, ObservableRole role) {
        say(ObservableType.USER, role, user, "userPrincipalName", "upn", "accountName", "userName");
    }

    private void mail(Fields evidence) {
        say(ObservableType.EMAIL, ObservableRole.TARGET, evidence, "primaryAddress", "mailboxAddress");
        say(ObservableType.EMAIL, ObservableRole.TARGET, evidence, "recipientEmailAddress", "recipient", "recipients");
        say(
                ObservableType.EMAIL,
                ObservableRole.SOURCE,
                evidence,
                "p2Sender.emailAddress",
                "p1Sender.emailAddress",
                "sender",
                "senderFromAddress");
        say(ObservableType.IP, ObservableRole.SOURCE, evidence, "senderIp", "senderIP");
        say(ObservableType.URL, ObservableRole.OTHER, evidence, "urls");
    }

    private void cloud(Fields evidence, ObservableRole role) {
        say(
                ObservableType.CLOUD_RESOURCE,
                role,
                evidence,
                "resourceId",
                "amazonResourceId",
                "fullResourceName",
                "storageResource.resourceId",
                "cloudResource.resourceId");
        if (evidence.has("containerId") || evidence.text("@odata.type").contains("kubernetesPod")) {
            draft.observable(ObservableType.CONTAINER, role, evidence.text("name", "containerId"));
        }
        say(ObservableType.CONTAINER, role, evidence, "pod.name");
    }

    /** An alert of the API of Defender for Endpoint is one of a machine. */
    private void endpoint(Fields alert) {
        say(ObservableType.HOST, ObservableRole.TARGET, alert, "computerDnsName");
        Stream.of("relatedUser", "loggedOnUsers")
                .flatMap(path -> alert.each(path).stream())
                .forEach(user -> user(user, ObservableRole.OTHER));
    }

    /** The states of the legacy alert of Graph. */
    private void legacy(Fields alert) {
        alert.each("hostStates").forEach(host -> {
            List<String> names = host.texts("fqdn", "netBiosName").toList();
            draft.observables(ObservableType.HOST, ObservableRole.TARGET, names.stream());
            say(ObservableType.IP, ObservableRole.TARGET, host, "privateIpAddress", "publicIpAddress");
        });
        alert.each("userStates").forEach(user -> {
            user(user, ObservableRole.OTHER);
            say(ObservableType.IP, ObservableRole.SOURCE, user, "logonIp");
        });
        alert.each("networkConnections").forEach(connection -> {
            say(ObservableType.IP, ObservableRole.SOURCE, connection, "sourceAddress", "natSourceAddress");
            say(ObservableType.PORT, ObservableRole.SOURCE, connection, "sourcePort");
            say(ObservableType.IP, ObservableRole.TARGET, connection, "destinationAddress", "natDestinationAddress");
            say(ObservableType.PORT, ObservableRole.TARGET, connection, "destinationPort");
            say(ObservableType.DOMAIN, ObservableRole.TARGET, connection, "destinationDomain");
            say(ObservableType.URL, ObservableRole.TARGET, connection, "destinationUrl");
        });
        Stream.of("fileStates", "processes")
                .flatMap(path -> alert.each(path).stream())
                .forEach(file -> {
                    say(ObservableType.HASH, ObservableRole.OTHER, file, "fileHash.hashValue");
                    file(file, ObservableRole.OTHER);
                });
        say(ObservableType.PROCESS, ObservableRole.OTHER, alert, "processes.name");
        say(ObservableType.IP, ObservableRole.TARGET, alert, "cloudAppStates.destinationServiceIp");
        say(ObservableType.URL, ObservableRole.OTHER, alert, "uriClickSecurityStates.sourceUrl");
    }
}
