package dev.tutti.intake.format;

import dev.tutti.fact.ObservableRole;
import dev.tutti.fact.ObservableType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Who and what is in a finding of the ASFF; a resource plays the part that {@code ResourceRole} gives it, if any. */
final class SecurityHubObservables {

    /** Where Security Hub keeps what GuardDuty says and the ASFF has no member for, now and before 2020. */
    private static final List<String> GUARD_DUTY = List.of("ProductFields.aws/guardduty/service/", "ProductFields.");

    private static final Map<String, ObservableType> INDICATORS = Map.ofEntries(
            Map.entry("DOMAIN", ObservableType.DOMAIN),
            Map.entry("EMAIL_ADDRESS", ObservableType.EMAIL),
            Map.entry("HASH_MD5", ObservableType.HASH),
            Map.entry("HASH_SHA1", ObservableType.HASH),
            Map.entry("HASH_SHA256", ObservableType.HASH),
            Map.entry("HASH_SHA512", ObservableType.HASH),
            Map.entry("IPV4_ADDRESS", ObservableType.IP),
            Map.entry("IPV6_ADDRESS", ObservableType.IP),
            Map.entry("PROCESS", ObservableType.PROCESS),
            Map.entry("URL", ObservableType.URL));

    private final Draft draft;

    private SecurityHubObservables(Draft draft) {
        this.draft = draft;
    }

    static void read(Fields alert, Draft draft) {
        var observables = new SecurityHubObservables(draft);
        alert.each("Network").forEach(observables::network);
        // The addresses of a path may be ranges, which are no observables.
        observables.say(ObservableType.CLOUD_RESOURCE, ObservableRole.OTHER, alert, "NetworkPath.ComponentId");
        alert.each("Action").forEach(action -> observables.action(action, weBegan(alert)));
        observables.guardDuty(alert);
        ObservableRole ours =
                roleOf(guardDuty(alert, "resourceRole").findFirst().orElse(""));
        alert.each("Resources").forEach(resource -> observables.resource(resource, ours));
        alert.each("Process").forEach(observables::process);
        alert.each("Malware")
                .forEach(malware -> observables.say(ObservableType.FILE, ObservableRole.OTHER, malware, "Path"));
        alert.each("Threats.FilePaths").forEach(observables::file);
        alert.each("ThreatIntelIndicators").forEach(observables::indicator);
        alert.each("Detection.Sequence").forEach(observables::sequence);
    }

    /** A connection that one of our resources is said to have made as the actor. */
    private static boolean weBegan(Fields alert) {
        return alert.texts("Resources.ResourceRole").noneMatch(role -> role.equalsIgnoreCase("Target"))
                && (alert.texts("Resources.ResourceRole").anyMatch(role -> role.equalsIgnoreCase("Actor"))
                        || alert.text("Action.NetworkConnectionAction.ConnectionDirection")
                                .toUpperCase(Locale.ROOT)
                                .startsWith("OUT"));
    }

    private void say(ObservableType type, ObservableRole role, Fields fields, String... paths) {
        draft.observables(type, role, fields.texts(paths));
    }

    private void network(Fields network) {
        say(ObservableType.IP, ObservableRole.SOURCE, network, "SourceIpV4", "SourceIpV6");
        say(ObservableType.PORT, ObservableRole.SOURCE, network, "SourcePort");
        say(ObservableType.DOMAIN, ObservableRole.SOURCE, network, "SourceDomain");
        say(ObservableType.MAC, ObservableRole.SOURCE, network, "SourceMac");
        say(ObservableType.IP, ObservableRole.TARGET, network, "DestinationIpV4", "DestinationIpV6");
        say(ObservableType.PORT, ObservableRole.TARGET, network, "DestinationPort");
        say(ObservableType.DOMAIN, ObservableRole.TARGET, network, "DestinationDomain");
    }

    private void action(Fields action, boolean weBegan) {
        ObservableRole far = weBegan ? ObservableRole.TARGET : ObservableRole.SOURCE;
        ObservableRole near = weBegan ? ObservableRole.SOURCE : ObservableRole.TARGET;
        action.each("NetworkConnectionAction").forEach(connection -> {
            remote(connection, far);
            local(connection, near);
        });
        action.each("PortProbeAction.PortProbeDetails").forEach(probe -> {
            remote(probe, ObservableRole.SOURCE);
            local(probe, ObservableRole.TARGET);
        });
        action.each("AwsApiCallAction").forEach(call -> {
            remote(call, ObservableRole.SOURCE);
            say(ObservableType.DOMAIN, ObservableRole.SOURCE, call, "DomainDetails.Domain");
            call.node("AffectedResources")
                    .forEach(affected -> draft.observable(
                            ObservableType.CLOUD_RESOURCE, ObservableRole.TARGET, affected.asText("")));
        });
        say(ObservableType.DOMAIN, ObservableRole.OTHER, action, "DnsRequestAction.Domain");
    }

    private void remote(Fields end, ObservableRole role) {
        say(ObservableType.IP, role, end, "RemoteIpDetails.IpAddressV4");
        say(ObservableType.PORT, role, end, "RemotePortDetails.Port");
    }

    private void local(Fields end, ObservableRole role) {
        say(ObservableType.IP, role, end, "LocalIpDetails.IpAddressV4");
        say(ObservableType.PORT, role, end, "LocalPortDetails.Port");
    }

    private void guardDuty(Fields alert) {
        boolean actor = roleOf(guardDuty(alert, "resourceRole").findFirst().orElse("")) == ObservableRole.ACTOR;
        draft.observables(
                ObservableType.IP,
                actor ? ObservableRole.TARGET : ObservableRole.SOURCE,
                guardDuty(alert, "action/networkConnectionAction/remoteIpDetails/ipAddressV4"));
        draft.observables(
                ObservableType.IP,
                actor ? ObservableRole.SOURCE : ObservableRole.TARGET,
                guardDuty(alert, "action/networkConnectionAction/localIpDetails/ipAddressV4"));
        Stream.of("awsApiCallAction", "portProbeAction/portProbeDetails.0_", "kubernetesApiCallAction")
                .forEach(call -> draft.observables(
                        ObservableType.IP,
                        ObservableRole.SOURCE,
                        guardDuty(alert, "action/" + call + "/remoteIpDetails/ipAddressV4")));
        draft.observables(
                ObservableType.DOMAIN, ObservableRole.OTHER, guardDuty(alert, "action/dnsRequestAction/domain"));
    }

    private static Stream<String> guardDuty(Fields alert, String name) {
        return GUARD_DUTY.stream().flatMap(prefix -> alert.texts(prefix + name));
    }

    private static ObservableRole roleOf(String said) {
        return switch (said.toUpperCase(Locale.ROOT)) {
            case "TARGET" -> ObservableRole.TARGET;
            case "ACTOR" -> ObservableRole.ACTOR;
            default -> ObservableRole.OTHER;
        };
    }

    private void resource(Fields resource, ObservableRole otherwise) {
        ObservableRole role = resource.has("ResourceRole") ? roleOf(resource.text("ResourceRole")) : otherwise;
        say(ObservableType.CLOUD_RESOURCE, role, resource, "Id");
        resource.each("Details").forEach(details -> {
            say(
                    ObservableType.IP,
                    role == ObservableRole.ACTOR ? ObservableRole.SOURCE : role,
                    details,
                    "AwsEc2Instance.IpV4Addresses",
                    "AwsEc2Instance.IpV6Addresses",
                    "AwsEc2NetworkInterface.PrivateIpAddresses.PrivateIpAddress",
                    "AwsEc2NetworkInterface.IpV6Addresses.IpV6Address",
                    "AwsEc2NetworkInterface.PublicIp");
            draft.observable(
                    ObservableType.USER,
                    role,
                    details.text(
                            "AwsIamAccessKey.PrincipalName",
                            "AwsIamAccessKey.UserName",
                            "AwsIamAccessKey.SessionContext.SessionIssuer.UserName",
                            "AwsIamUser.UserName"));
            say(ObservableType.CONTAINER, role, details, "Container.Name", "AwsEcsContainer.Name");
        });
    }

    private void process(Fields process) {
        say(ObservableType.PROCESS, ObservableRole.OTHER, process, "Name");
        say(ObservableType.FILE, ObservableRole.OTHER, process, "Path");
    }

    private void file(Fields file) {
        draft.observable(ObservableType.FILE, ObservableRole.OTHER, file.text("FilePath", "FileName"));
        say(ObservableType.HASH, ObservableRole.OTHER, file, "Hash");
    }

    private void indicator(Fields indicator) {
        ObservableType type = INDICATORS.get(indicator.text("Type"));
        if (type != null) {
            draft.mention(type, indicator.text("Value"));
        }
    }

    private void sequence(Fields sequence) {
        say(ObservableType.IP, ObservableRole.SOURCE, sequence, "Endpoints.Ip");
        say(ObservableType.DOMAIN, ObservableRole.SOURCE, sequence, "Endpoints.Domain");
        say(ObservableType.USER, ObservableRole.ACTOR, sequence, "Actors.User.Name");
    }
}
