package dev.tutti.intake.format;

import static dev.tutti.intake.format.Bodies.errors;
import static dev.tutti.intake.format.Bodies.items;
import static dev.tutti.intake.format.Bodies.observable;
import static dev.tutti.intake.format.Bodies.report;
import static dev.tutti.intake.format.Bodies.reports;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.fact.Kind;
import dev.tutti.fact.Observable;
import dev.tutti.fact.Severity;
import dev.tutti.intake.format.Item.LeftOut;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FalcoDialectTest {

    private static final String SHELL = """
            {"uuid":"86e9f1e8-9ed9-4b5c-9d4e-8f1c9a1b2c3d","output":"A shell was spawned","priority":"Critical",
             "rule":"Terminal shell in container","time":"2026-03-01T10:05:00.123456789Z","source":"syscall","hostname":"node-7",
             "tags":["container","mitre_execution","T1059"],
             "output_fields":{"container.id":"host","fd.rip":"198.51.100.7","fd.rport":4444,"fd.name":"::1:5678->2001:db8::1:443",
              "proc.exepath":"/usr/bin/bash","proc.name":"bash","user.name":"<NA>"}}""";

    private final AlertFormat format = Bodies.format("falco");

    @Test
    void readsWhatFalcosidekickHandsOn() {
        var report = report(format, SHELL);

        assertThat(report.sourceId()).isEqualTo("86e9f1e8-9ed9-4b5c-9d4e-8f1c9a1b2c3d");
        assertThat(report.title()).isEqualTo("Terminal shell in container");
        assertThat(report.kind()).isEqualTo(Kind.INTRUSION);
        assertThat(report.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(report.score()).isEqualTo(90);
        assertThat(report.techniques()).containsExactly("T1059");
        assertThat(report.details().tactics()).containsExactly("execution");
        assertThat(report.observables())
                .containsExactly(
                        observable("HOST", "TARGET", "node-7"),
                        observable("IP", "OTHER", "198.51.100.7"),
                        observable("PORT", "OTHER", "4444"),
                        observable("PROCESS", "OTHER", "/usr/bin/bash"),
                        observable("IP", "SOURCE", "::1"),
                        observable("PORT", "SOURCE", "5678"),
                        observable("IP", "TARGET", "2001:db8::1"),
                        observable("PORT", "TARGET", "443"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            falco-talon__examples__01.json | Test Terminate | CRITICAL | 2019-05-17T15:31:56.746609046Z | CONTAINER TARGET default/test
            falco-talon__examples__02.json | Test Label | MEDIUM | 2019-05-17T15:31:56.746609046Z | CONTAINER TARGET default/test
            falco-talon__examples__06.json | Test invoke lambda | MEDIUM | 2019-05-17T15:31:56.746609046Z |
            detect-threats-falco-ovh-mks-audit-logs-plugin__01.json | Disallowed K8s User | MEDIUM | 2025-02-10T09:15:40.698757Z | USER ACTOR csi-cinder-controller
            detect-threats-falco-ovh-mks-audit-logs-plugin__03.json | Disallowed K8s User | MEDIUM | 2025-02-10T09:15:57.807013Z | USER ACTOR yacht
            detect-threats-falco-ovh-mks-audit-logs-plugin__04.json | Attach/Exec Pod | LOW | 2025-02-10T09:29:46.302906Z | USER ACTOR kubernetes-admin, CONTAINER TARGET hello-app/nginx-676b6c5bbc-4xc6t
            falco-plugin-k8saudit-eks__01.json | K8s Serviceaccount Created | INFO | 2023-05-10T14:09:17.699479Z | USER ACTOR system:node:ip-192-168-34-135.ec2.internal
            falcosidekick-response-engine-part-2-openfass__01.json | Terminal shell in container | LOW | 2021-04-10T19:27:21.002873265Z | USER ACTOR root, PROCESS OTHER sh, CONTAINER TARGET 97c9868ea832, CONTAINER TARGET default/alpine
            falcosidekick-response-engine-part-2-openfass__02.json | Contact K8S API Server From Container | LOW | 2021-04-10T19:27:21.038853452Z | IP SOURCE 172.17.0.9, PORT SOURCE 43812, IP TARGET 10.96.0.1, PORT TARGET 443, CONTAINER TARGET 12fc4de5ccc3, CONTAINER TARGET openfaas-fn/falco-pod-delete-7dc9f5fbb8-gbfk7
            falcosidekick-response-engine-part-3-knative__01.json | Terminal shell in container | LOW | 2021-01-11T23:46:19.82302759Z | USER ACTOR root, PROCESS OTHER bash, CONTAINER TARGET f29b261f8831, CONTAINER TARGET default/alpine
            falcosidekick-response-engine-part-4-tekton__01.json | Terminal shell in container | LOW | 2021-05-02T20:24:10.361728219Z | USER ACTOR root, PROCESS OTHER sh, CONTAINER TARGET 6ac7d190134e, CONTAINER TARGET falcoresponse/alpine
            falcosidekick-response-engine-part-8-fluxv2__01.json | Terminal shell in container | LOW | 2021-06-13T19:35:58.532086161Z | USER ACTOR root, PROCESS OTHER sh, CONTAINER TARGET 788861c3cf83, CONTAINER TARGET default/alpine-deployment-77789455d6-m7flp
            falcosidekick-response-engine-part-9-fission__01.json | Terminal shell in container | LOW | 2021-07-21T10:36:32.750441241Z | USER ACTOR root, PROCESS OTHER sh, CONTAINER TARGET cbd3133ccac6, CONTAINER TARGET default/alpine
            falcosidekick-response-engine-part-9-fission__02.json | Contact K8S API Server From Container | LOW | 2021-07-21T10:37:09.101509967Z | IP SOURCE 192.168.43.223, PORT SOURCE 39526, IP TARGET 10.100.0.1, PORT TARGET 443, CONTAINER TARGET 281c99ea33c2, CONTAINER TARGET fission-function/poolmgr-go-default-516098-5bdbf8c8f5-g8gvc
            """)
    void readsWhatFalcosUsersShow(String file, String title, Severity severity, Instant at, String observables) {
        var report = reports(format, Bodies.sample("falco", file)).get(0);

        assertThat(report.title()).isEqualTo(title);
        assertThat(report.severity()).isEqualTo(severity);
        assertThat(report.observedAt()).isEqualTo(at);
        assertThat(report.sourceId()).matches("[0-9a-f]{64}");
        assertThat(report.observables()).containsExactly(observables(observables));
    }

    private static Observable[] observables(String text) {
        return text == null
                ? new Observable[0]
                : Arrays.stream(text.split(", "))
                        .map(one -> one.split(" "))
                        .map(one -> observable(one[0], one[1], one[2]))
                        .toArray(Observable[]::new);
    }

    @ParameterizedTest
    @CsvSource({
        "Emergency,100",
        "Alert,99",
        "Critical,90",
        "ERROR,73",
        "warning,47",
        "Notice,21",
        "Informational,5",
        "Debug,0",
        "odd,-1"
    })
    void ratesEveryPriority(String priority, int score) {
        var report = report(format, SHELL.replace("Critical", priority));

        assertThat(report.score()).isEqualTo(score);
        assertThat(report.severityOriginal()).isEqualTo(priority);
    }

    @Test
    void leavesOutWhatFalcoSaysOfItself() {
        assertThat(items(format, Bodies.sample("falco", "metrics__01.json"))).allMatch(item -> item instanceof LeftOut);
    }

    @Test
    void tellsTwoAlertsWithoutIdApart() {
        String one = SHELL.replace("\"uuid\":\"86e9f1e8-9ed9-4b5c-9d4e-8f1c9a1b2c3d\",", "");

        assertThat(report(format, one).sourceId())
                .isNotEqualTo(report(format, one.replace("A shell", "Another")).sourceId());
        assertThat(report(format, one).sourceId())
                .isEqualTo(report(format, one.replace("bash", "zsh")).sourceId());
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(errors(format, "{\"priority\":\"Error\",\"output\":{}}"))
                .extracting(error -> error.pointer() + " " + error.detail())
                .containsExactly("/rule is missing", "/time is missing", "/output must be a text that is not blank");
    }
}
