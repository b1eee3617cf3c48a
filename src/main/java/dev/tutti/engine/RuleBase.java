package dev.tutti.engine;

import dev.tutti.policy.Finding;
import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.drools.core.impl.InternalRuleBase;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.conf.EventProcessingOption;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ClockTypeOption;

/**
 * One rule set version, compiled: immutable, and shared by the sessions of all partitions. A new version is a new rule
 * base; none is ever changed in place, since an update fires unchanged rules again.
 */
public final class RuleBase implements AutoCloseable {

    private final String version;
    private final List<RuleShape> shapes;
    private final KieContainer container;
    private final KieBase base;

    private RuleBase(String version, List<RuleShape> shapes, KieContainer container, KieBase base) {
        this.version = version;
        this.shapes = shapes;
        this.container = container;
        this.base = base;
    }

    /** Compiles the active policies; takes seconds, so never on a partition's thread. */
    public static Compilation compile(RuleSet ruleSet) {
        List<Finding> findings = new ArrayList<>();
        List<RuleShape> shapes = new ArrayList<>();
        for (Policy policy : ruleSet.active()) {
            shapes.addAll(RuleShapes.read(policy, findings));
        }
        if (!findings.isEmpty()) {
            return new Compilation.Refused(findings);
        }
        KieServices kie = KieServices.get();
        // A release id of its own: containers that share one leak each other's packages.
        ReleaseId release = kie.newReleaseId("dev.tutti", "rules-" + UUID.randomUUID(), ruleSet.version());
        KieFileSystem files = kie.newKieFileSystem();
        files.generateAndWritePomXML(release);
        for (Policy policy : ruleSet.active()) {
            files.write("src/main/resources/" + policy.folder() + "/policy.drl", policy.drl());
        }
        KieBuilder builder = kie.newKieBuilder(files).buildAll(ExecutableModelProject.class);
        findings.addAll(
                CompilerMessages.findings(builder.getResults().getMessages(Message.Level.ERROR), ruleSet.active()));
        if (!findings.isEmpty()) {
            kie.getRepository().removeKieModule(release);
            return new Compilation.Refused(findings);
        }
        KieContainer container = kie.newKieContainer(release);
        KieBaseConfiguration configuration = kie.newKieBaseConfiguration();
        configuration.setOption(EventProcessingOption.STREAM);
        return new Compilation.Compiled(
                new RuleBase(ruleSet.version(), List.copyOf(shapes), container, container.newKieBase(configuration)));
    }

    /** The digest of the rule set that this was compiled from. */
    public String version() {
        return version;
    }

    /** How many rules there are. */
    int rules() {
        return shapes.size();
    }

    /** Whether any rule matches what was observed one by one; only then are such events inserted. */
    boolean matchesObserved() {
        return shapes.stream().anyMatch(shape -> shape.matches("Observed"));
    }

    /** After how many milliseconds the passing of time alone may change what an event means to a rule, ascending. */
    List<Long> eventDelays() {
        return shapes.stream()
                .flatMap(shape -> shape.delays().stream())
                .distinct()
                .sorted()
                .collect(Collectors.toList());
    }

    KieSession newSession() {
        return open(base);
    }

    /** Opens a session with a clock of its own over a base in stream mode, and over no other. */
    static KieSession open(KieBase base) {
        KieSessionConfiguration configuration = KieServices.get().newKieSessionConfiguration();
        configuration.setOption(ClockTypeOption.PSEUDO);
        KieSession session = base.newKieSession(configuration, null);
        EventProcessingOption mode = ((InternalRuleBase) session.getKieBase())
                .getRuleBaseConfiguration()
                .getEventProcessingMode();
        if (mode != EventProcessingOption.STREAM) {
            session.dispose();
            throw new IllegalStateException("the rule base is in " + mode
                    + " mode: windows and absences would answer wrongly, and in silence; only STREAM is right");
        }
        return session;
    }

    /** Under which name the compiled classes are kept until this is closed. */
    ReleaseId release() {
        return container.getReleaseId();
    }

    /** Frees the compiled classes; sessions over this base must have been closed. */
    @Override
    public void close() {
        ReleaseId release = release();
        container.dispose();
        KieServices.get().getRepository().removeKieModule(release);
    }
}
