package dev.tutti.intake.format;

import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Who is who in a finding of GuardDuty. {@code service.resourceRole} says of the resource, which is ours, whether it is the target
 * of what happened or the one that does it; what is remote plays the other part, except that whoever calls an API, probes a
 * port or logs in is the source of it.
 */
final class GuardDutyObservables {

    private final Draft draft;
    private final ObservableRole ours;

    private GuardDutyObservables(Draft draft, ObservableRole ours) {
        this.draft = draft;
        this.ours = ours;
    }

    static void read(Fields alert, Draft draft) {
        ObservableRole ours = switch (alert.text("service.resourceRole").toUpperCase(Locale.ROOT)) {
            case "TARGET" -> ObservableRole.TARGET;
            case "ACTOR" -> ObservableRole.ACTOR;
            default -> ObservableRole.OTHER;
        };
        var observables = new GuardDutyObservables(draft, ours);
        alert.each("service.action").forEach(observables::action);
        alert.each("resource").forEach(observables::resource);
        alert.each("service.runtimeDetails").forEach(observables::runtime);
        observables.malware(alert);
        alert.each("service.detection.sequence").forEach(observables::sequence);
    }

    private void say(ObservableType type, ObservableRole role, Fields fields, String... paths) {
        draft.observables(type, role, fields.texts(paths));
    }

    private void action(Fields action) {
        action.each("networkConnectionAction").forEach(this::connection);
        action.each("portProbeAction.portProbeDetails").forEach(probe -> {
            remote(probe, ObservableRole.SOURCE);
            local(probe, ObservableRole.TARGET);
        });
        Stream.of("awsApiCallAction", "kubernetesApiCallAction", "rdsLoginAttemptAction")
                .flatMap(name -> action.each(name).stream())
                .forEach(call -> remote(call, ObservableRole.SOURCE));
        say(ObservableType.IP, ObservableRole.SOURCE, action, "kubernetesApiCallAction.sourceIps");
        say(ObservableType.DOMAIN, ObservableRole.SOURCE, action, "awsApiCallAction.domainDetails.domain");
        say(ObservableType.DOMAIN, ObservableRole.OTHER, action, "dnsRequestAction.domain");
        say(ObservableType.USER, ours, action, "rdsLoginAttemptAction.loginAttributes.user");
        action.node("awsApiCallAction.affectedResources")
                .forEach(affected ->
                        draft.observable(ObservableType.CLOUD_RESOURCE, ObservableRole.TARGET, affected.asText("")));
    }

    private void connection(Fields connection) {
        boolean outbound = connection.text("connectionDirection").equalsIgnoreCase("OUTBOUND");
        boolean weBegan = ours == ObservableRole.OTHER ? outbound : ours == ObservableRole.ACTOR;
        remote(connection, weBegan ? ObservableRole.TARGET : ObservableRole.SOURCE);
        local(connection, weBegan ? ObservableRole.SOURCE : ObservableRole.TARGET);
    }

    private void remote(Fields end, ObservableRole role) {
        say(ObservableType.IP, role, end, "remoteIpDetails.ipAddressV4", "remoteIpDetails.ipAddressV6");
        say(ObservableType.PORT, role, end, "remotePortDetails.port");
    }

    private void local(Fields end, ObservableRole role) {
        say(ObservableType.IP, role, end, "localIpDetails.ipAddressV4", "localIpDetails.ipAddressV6");
        say(ObservableType.PORT, role, end, "localPortDetails.port");
        say(ObservableType.CLOUD_RESOURCE, role, end, "localNetworkInterface");
    }

    private void resource(Fields resource) {
        resource.each("instanceDetails").forEach(this::instance);
        say(ObservableType.USER, ours, resource, "accessKeyDetails.userName");
        resource.each("s3BucketDetails").forEach(bucket -> {
            draft.observable(ObservableType.CLOUD_RESOURCE, ours, bucket.text("arn", "name"));
            say(ObservableType.CLOUD_RESOURCE, ours, bucket, "s3ObjectDetails.objectArn");
            say(ObservableType.HASH, ours, bucket, "s3ObjectDetails.hash");
        });
        say(
                ObservableType.CLOUD_RESOURCE,
                ours,
                resource,
                "eksClusterDetails.arn",
                "ecsClusterDetails.arn",
                "ecsClusterDetails.taskDetails.arn",
                "lambdaDetails.functionArn",
                "rdsDbInstanceDetails.dbInstanceArn",
                "rdsLimitlessDbDetails.dbShardGroupArn",
                "ebsVolumeDetails.scannedVolumeDetails.volumeArn",
                "ebsSnapshotDetails.snapshotArn",
                "ec2ImageDetails.imageArn",
                "recoveryPointDetails.recoveryPointArn");
        say(ObservableType.USER, ours, resource, "rdsDbUserDetails.user");
        say(
                ObservableType.USER,
                ObservableRole.ACTOR,
                resource,
                "kubernetesDetails.kubernetesUserDetails.username",
                "kubernetesDetails.kubernetesUserDetails.impersonatedUser.username");
        say(
                ObservableType.CONTAINER,
                ours,
                resource,
                "kubernetesDetails.kubernetesWorkloadDetails.name",
                "kubernetesDetails.kubernetesWorkloadDetails.containers.name",
                "ecsClusterDetails.taskDetails.containers.name",
                "containerDetails.name",
                "containerDetails.id");
    }

    private void instance(Fields instance) {
        say(ObservableType.CLOUD_RESOURCE, ours, instance, "instanceId");
        instance.each("networkInterfaces").forEach(card -> {
            say(ObservableType.HOST, ours, card, "privateDnsName");
            say(ObservableType.DOMAIN, ours, card, "publicDnsName");
            ObservableRole role = ours == ObservableRole.ACTOR ? ObservableRole.SOURCE : ours;
            say(
                    ObservableType.IP,
                    role,
                    card,
                    "privateIpAddress",
                    "privateIpAddresses.privateIpAddress",
                    "ipv6Addresses",
                    "publicIp");
        });
    }

    private void runtime(Fields runtime) {
        Stream.of("process", "context.modifyingProcess", "context.targetProcess")
                .flatMap(path -> runtime.each(path).stream())
                .forEach(process -> {
                    say(ObservableType.PROCESS, ObservableRole.OTHER, process, "name");
                    say(ObservableType.FILE, ObservableRole.OTHER, process, "executablePath");
                    say(ObservableType.HASH, ObservableRole.OTHER, process, "executableSha256");
                });
        say(ObservableType.USER, ObservableRole.ACTOR, runtime, "process.user");
        say(
                ObservableType.FILE,
                ObservableRole.OTHER,
                runtime,
                "context.scriptPath",
                "context.libraryPath",
                "context.moduleFilePath",
                "context.threatFilePath",
                "context.filePath",
                "context.runcBinaryPath");
        say(ObservableType.HASH, ObservableRole.OTHER, runtime, "context.moduleSha256");
    }

    private void malware(Fields alert) {
        alert.each("service.ebsVolumeScanDetails.scanDetections.threatDetectedByName.threatNames.filePaths")
                .forEach(file -> {
                    draft.observable(ObservableType.FILE, ObservableRole.OTHER, file.text("filePath", "fileName"));
                    say(ObservableType.HASH, ObservableRole.OTHER, file, "hash");
                });
        alert.each("service.malwareScanDetails.threats").forEach(threat -> {
            say(ObservableType.FILE, ObservableRole.OTHER, threat, "itemPaths.nestedItemPath", "itemDetails.itemPath");
            say(ObservableType.HASH, ObservableRole.OTHER, threat, "hash", "itemPaths.hash", "itemDetails.hash");
        });
        say(
                ObservableType.HASH,
                ObservableRole.OTHER,
                alert,
                "service.evidence.threatIntelligenceDetails.threatFileSha256");
    }

    /** An attack sequence: endpoints "used in the attack", the actors, and the resources it went through. */
    private void sequence(Fields sequence) {
        say(ObservableType.IP, ObservableRole.SOURCE, sequence, "endpoints.ip");
        say(ObservableType.DOMAIN, ObservableRole.SOURCE, sequence, "endpoints.domain");
        say(ObservableType.USER, ObservableRole.ACTOR, sequence, "actors.user.name");
        say(ObservableType.PROCESS, ObservableRole.ACTOR, sequence, "actors.process.name");
        say(ObservableType.HASH, ObservableRole.ACTOR, sequence, "actors.process.sha256");
        sequence.each("resources").forEach(resource -> {
            say(ObservableType.CLOUD_RESOURCE, ObservableRole.TARGET, resource, "uid");
            say(ObservableType.USER, ObservableRole.TARGET, resource, "data.accessKey.userName");
            say(
                    ObservableType.IP,
                    ObservableRole.TARGET,
                    resource,
                    "data.ec2NetworkInterface.privateIpAddresses.privateIpAddress",
                    "data.ec2NetworkInterface.publicIp");
            say(
                    ObservableType.HOST,
                    ObservableRole.TARGET,
                    resource,
                    "data.ec2NetworkInterface.privateIpAddresses.privateDnsName");
        });
    }
}
