package dev.tutti.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small, sound rules folder on disk that a test then spoils in one place. */
final class Written {

    static final String FREEZE = "timing/hold_isolation_during_freeze";

    static final String HEAD = """
            id: TIM-003
            title: Hold isolation during a change freeze
            owner: risk-office
            status: active
            risk: An isolation during a freeze breaks what the freeze protects.
            attack: [T1486]
            capabilities: [edr.isolate-host]
            wrongWhen: The freeze was forgotten and nobody is changing anything.
            runbook: Ask the release manager whether the freeze still stands.
            reviewBy: 2027-05-31
            """;

    static final String DRL = """
            package rules.timing.hold_isolation_during_freeze;
            import dev.tutti.fact.ActionHeld;
            import dev.tutti.fact.ActionRequested;
            import dev.tutti.fact.ChangeFreeze;
            import dev.tutti.fact.HoldReason;

            rule "Hold isolation during a change freeze"
                @policyId(TIM-003) ruleflow-group "time"
            when
                $request : ActionRequested( capability == "edr.isolate-host", $service : service )
                exists ChangeFreeze( service == $service ) // one per service
            then
                insertLogical( new ActionHeld( $request, HoldReason.CHANGE_FREEZE, "frozen: " + $service ) );
            end
            """;

    static final String FIRES = """
            title: isolation waits for the freeze to end
            kind: fires
            given:
              - at: 2026-03-01T10:00:00Z
                freeze: {service: payments, until: 2026-03-01T12:00:00Z}
              - at: 2026-03-01T10:05:00Z
                propose: {by: ada, action: edr.isolate-host, target: pay-db-1}
            expect:
              - at: 2026-03-01T10:05:00Z
                held: {action: edr.isolate-host, target: pay-db-1, by: TIM-003}
            """;

    private final Path root;

    private Written(Path root) {
        this.root = root;
    }

    static Written rules(Path parent) {
        return new Written(parent.resolve("rules"))
                .with("capabilities.yaml", """
                        capabilities:
                          - {name: edr.isolate-host, title: Isolate a host, target: HOST, reversible: true, lease: 8h, usefulFor: 1d}
                        """)
                .with("estate.yaml", """
                        services: [{name: payments, owner: petra, criticality: NORMAL}]
                        assets: [{name: pay-db-1, service: payments, addresses: [10.0.1.5]}]
                        people: [{name: petra, roles: [owner]}]
                        """)
                .with("README.md", "# Rules\n\n| id | policy |\n|---|---|\n| TIM-003 | " + FREEZE + " |\n")
                .with(FREEZE + "/policy.yaml", HEAD)
                .with(FREEZE + "/policy.drl", DRL)
                .with(FREEZE + "/cases/fires.yaml", FIRES)
                .with(FREEZE + "/cases/near_miss.yaml", FIRES.replace("kind: fires", "kind: near-miss"));
    }

    /** One more policy, the same but for its id, status and folder. */
    Written policy(String folder, String id, String status) {
        return with("README.md", text("README.md") + "| " + id + " | timing/" + folder + " |\n")
                .with(
                        "timing/" + folder + "/policy.yaml",
                        HEAD.replace("TIM-003", id).replace("status: active", "status: " + status))
                .with(
                        "timing/" + folder + "/policy.drl",
                        DRL.replace("TIM-003", id).replace("hold_isolation_during_freeze", folder))
                .with("timing/" + folder + "/cases/fires.yaml", FIRES)
                .with("timing/" + folder + "/cases/near_miss.yaml", FIRES.replace("kind: fires", "kind: near-miss"));
    }

    Written with(String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Written changing(String path, String from, String to) {
        String text = text(path);
        if (!text.contains(from)) {
            throw new IllegalArgumentException(path + " does not contain " + from);
        }
        return with(path, text.replace(from, to));
    }

    Written without(String path) {
        try {
            Files.delete(root.resolve(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path root() {
        return root;
    }

    RuleSetReading read() {
        return RuleSetReading.read(root);
    }

    /** What is to be mended, with paths from {@code rules/} on. */
    List<String> findings() {
        String parent = root.getParent() + "/";
        return read().findings().stream()
                .map(f -> f.toString().replace(parent, ""))
                .toList();
    }

    private String text(String path) {
        try {
            return Files.readString(root.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
