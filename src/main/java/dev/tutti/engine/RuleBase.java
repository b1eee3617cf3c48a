package dev.tutti.engine;

import dev.tutti.fact.AlertReport;
import dev.tutti.fact.Event;
import dev.tutti.fact.TallyDeclaration;
import dev.tutti.policy.Finding;
import dev.tutti.policy.Phase;
import dev.tutti.policy.Policy;
import dev.tutti.policy.RuleSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.drools.base.definitions.rule.impl.RuleImpl;
import org.drools.core.impl.InternalRuleBase;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.ReleaseId;
import org.kie.api.conf.EventProcessingOption;
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
    private final List<TallyDeclaration> tallies;
    private final CompiledRules rules;
    private final KieBase base;
    private final EventNeeds needs;
    private final List<Phase> phases;
    private final AtomicBoolean closed = new AtomicBoolean();

    private RuleBase(
            String version, List<RuleShape> shapes, List<TallyDeclaration> tallies, CompiledRules rules, KieBase base) {
        this.version = version;
        this.shapes = shapes;
        this.tallies = tallies;
        this.rules = rules;
        this.base = base;
        this.needs = new EventNeeds(shapes, base);
        this.phases = Arrays.stream(Phase.values())
                .filter(phase -> hasRules(base, phase))
                .toList();
        rules.hold();
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
        Build build = new Build(
                ruleSet.version(), ruleSet.active().stream().collect(Collectors.toMap(Policy::folder, Policy::drl)));
        findings.addAll(CompilerMessages.findings(build.errors(), ruleSet.active()));
        if (!findings.isEmpty()) {
            build.discard();
            return new Compilation.Refused(findings);
        }
        CompiledRules rules = build.rules();
        return new Compilation.Compiled(
                new RuleBase(ruleSet.version(), List.copyOf(shapes), ruleSet.tallies(), rules, rules.whole()));
    }

    /** Rules of these shapes out of what was compiled, in this order; closed for itself. */
    static RuleBase of(RuleSet ruleSet, List<RuleShape> shapes, CompiledRules rules) {
        Set<String> packages =
                shapes.stream().map(RuleShape::packageName).collect(Collectors.toCollection(LinkedHashSet::new));
        return new RuleBase(ruleSet.version(), List.copyOf(shapes), ruleSet.tallies(), rules, rules.of(packages));
    }

    /**
     * The same rules without those of these policies, made from what is compiled already, over the same tallies. It takes
     * milliseconds, is closed for itself, and may outlive this one.
     *
     * @param policyIds those that are not of this rule base are passed over
     * @param rest the version that it decides under
     */
    public RuleBase without(Set<String> policyIds, String rest) {
        if (closed.get()) {
            throw new IllegalStateException("a closed rule base has no rules to leave out");
        }
        Set<String> packages = shapes.stream()
                .filter(shape -> policyIds.contains(shape.policyId()))
                .map(RuleShape::packageName)
                .collect(Collectors.toUnmodifiableSet());
        List<RuleShape> kept = shapes.stream()
                .filter(shape -> !policyIds.contains(shape.policyId()))
                .toList();
        return new RuleBase(rest, kept, tallies, rules, rules.without(packages));
    }

    /** The ids of the policies whose rules are in force here. */
    public Set<String> policyIds() {
        return shapes.stream().map(RuleShape::policyId).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The policies that match concepts of these, directly or by another concept; without these themselves. */
    public Set<String> relyingOn(Set<String> policyIds) {
        return new Reliance(shapes).on(policyIds);
    }

    /** The policy in whose code a thread with this stack is, if it is in one's. */
    public Optional<String> suspect(StackTraceElement[] stack) {
        return culprits().at(stack);
    }

    /** The digest of the rule set that this was compiled from. */
    public String version() {
        return version;
    }

    /** What is counted for these rules. */
    List<TallyDeclaration> tallies() {
        return tallies;
    }

    /** How many rules there are. */
    int rules() {
        return shapes.size();
    }

    /** Whether any rule matches events of this type; what comes in numbers is inserted only then. */
    boolean matches(Class<? extends Event> type) {
        return shapes.stream().anyMatch(shape -> shape.matches(type.getSimpleName()));
    }

    /**
     * How long after its effective time an event may matter to these rules, with the time that another may come late; 0 when
     * none is of use after its step. Milliseconds.
     */
    public long eventHorizon() {
        long reach = shapes.stream().mapToLong(RuleShape::reach).max().orElse(EventReach.MOMENTARY);
        return reach == EventReach.MOMENTARY ? 0 : Math.min(EventLife.MILLIS, reach + AlertReport.LATE_MILLIS);
    }

    /** The same rules, for comparison: every event that a rule matches stays as long as it lives. */
    RuleBase keepingEveryEvent() {
        return new RuleBase(version, shapes.stream().map(RuleShape::lookingBack).toList(), tallies, rules, base);
    }

    /** Which events these rules may still use after their step. */
    EventNeeds needs() {
        return needs;
    }

    /** The phases that have rules, in their order. */
    List<Phase> phases() {
        return phases;
    }

    private static boolean hasRules(KieBase base, Phase phase) {
        return base.getKiePackages().stream()
                .flatMap(kiePackage -> kiePackage.getRules().stream())
                .anyMatch(rule -> ((RuleImpl) rule).getAgendaGroup().equals(phase.group()));
    }

    /** Tells which of these policies an exception came from. */
    Culprits culprits() {
        return new Culprits(shapes);
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

    /** Under which name the compiled classes are kept until the last rule base over them is closed. */
    ReleaseId release() {
        return rules.release();
    }

    /** Sessions over this base must have been closed; the compiled classes are freed with the last base over them. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            rules.letGo();
        }
    }
}
