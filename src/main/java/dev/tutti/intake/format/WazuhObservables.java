package dev.tutti.intake.format;

import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import java.util.stream.Stream;

/** What a Wazuh alert says was seen: the fields of its decoders, of Windows' event log and of the file integrity monitor. */
final class WazuhObservables {

    private WazuhObservables() {}

    static void read(Fields alert, Draft draft, boolean fromManager) {
        ends(alert, draft);
        machine(alert, draft, fromManager);
        users(alert, draft);
        files(alert, draft);
        alert.texts("data.url", "data.http.url")
                .filter(url -> url.contains("://"))
                .forEach(url -> draft.observable(ObservableType.URL, ObservableRole.OTHER, url));
        alert.texts("data.dns.query.rrname", "data.win.eventdata.queryName", "data.http.hostname")
                .forEach(name -> draft.observable(ObservableType.DOMAIN, ObservableRole.OTHER, name));
        draft.observables(ObservableType.CONTAINER, ObservableRole.TARGET, alert.texts("data.docker.Actor.ID"));
        draft.observables(
                ObservableType.CLOUD_RESOURCE,
                ObservableRole.TARGET,
                alert.texts("data.aws.resource.instanceDetails.instanceId"));
    }

    private static void ends(Fields alert, Draft draft) {
        alert.texts(
                        "data.srcip",
                        "data.src_ip",
                        "data.win.eventdata.ipAddress",
                        "data.win.eventdata.sourceIp",
                        "data.aws.sourceIPAddress",
                        "data.aws.source_ip_address")
                .forEach(end -> draft.endpoint(ObservableRole.SOURCE, end));
        draft.observables(ObservableType.PORT, ObservableRole.SOURCE, alert.texts("data.srcport", "data.src_port"));
        alert.texts("data.dstip", "data.dest_ip", "data.win.eventdata.destinationIp")
                .forEach(end -> draft.endpoint(ObservableRole.TARGET, end));
        draft.observables(ObservableType.PORT, ObservableRole.TARGET, alert.texts("data.dstport", "data.dest_port"));
        draft.observables(ObservableType.MAC, ObservableRole.SOURCE, alert.texts("data.srcmac"));
        draft.observables(ObservableType.MAC, ObservableRole.TARGET, alert.texts("data.dstmac"));
    }

    /** Of what the manager received by syslog, the machine is the one that the line names. */
    private static void machine(Fields alert, Draft draft, boolean fromManager) {
        if (fromManager) {
            alert.texts("predecoder.hostname").forEach(host -> draft.machine(ObservableRole.TARGET, host));
        } else {
            draft.observables(ObservableType.HOST, ObservableRole.TARGET, alert.texts("agent.name"));
            draft.observables(ObservableType.IP, ObservableRole.TARGET, alert.texts("agent.ip"));
        }
    }

    private static void users(Fields alert, Draft draft) {
        draft.observables(
                ObservableType.USER,
                ObservableRole.TARGET,
                alert.texts("data.dstuser", "data.win.eventdata.targetUserName"));
        draft.observables(
                ObservableType.USER,
                ObservableRole.ACTOR,
                alert.texts(
                        "data.srcuser",
                        "data.win.eventdata.subjectUserName",
                        "data.win.eventdata.user",
                        "data.aws.userIdentity.userName",
                        "data.office365.UserId",
                        "syscheck.audit.user.name"));
    }

    private static void files(Fields alert, Draft draft) {
        draft.observables(
                ObservableType.FILE,
                ObservableRole.TARGET,
                alert.texts("syscheck.path", "data.virustotal.source.file", "data.win.eventdata.targetFilename"));
        draft.observables(
                ObservableType.HASH,
                ObservableRole.OTHER,
                alert.texts(
                        "syscheck.sha256_after",
                        "syscheck.sha1_after",
                        "syscheck.md5_after",
                        "data.virustotal.source.sha1",
                        "data.virustotal.source.md5"));
        alert.texts("data.win.eventdata.hashes")
                .flatMap(hashes -> Stream.of(hashes.split(",", 8)))
                .map(hash -> hash.substring(hash.indexOf('=') + 1))
                .forEach(hash -> draft.observable(ObservableType.HASH, ObservableRole.OTHER, hash));
        draft.observables(
                ObservableType.PROCESS,
                ObservableRole.OTHER,
                alert.texts("data.win.eventdata.image", "data.audit.exe", "syscheck.audit.process.name"));
    }
}
