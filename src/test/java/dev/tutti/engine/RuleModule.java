package dev.tutti.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.runtime.KieContainer;

/** Rules in a container of KIE's own, as its documentation has it and as {@link RuleBase} does not: one that can be updated. */
final class RuleModule implements AutoCloseable {

    private static final KieServices KIE = KieServices.get();

    private final String name = "rules-" + UUID.randomUUID();
    private final List<ReleaseId> releases = new ArrayList<>();
    private final KieContainer container;

    RuleModule(Rules rules) {
        container = KIE.newKieContainer(install(rules));
    }

    /** The base that the container keeps, and changes in place. */
    KieBase base() {
        return container.getKieBase();
    }

    /** A base that is the caller's alone. */
    KieBase newBase() {
        return container.newKieBase(KIE.newKieBaseConfiguration());
    }

    void updateTo(Rules rules) {
        List<Message> errors = container.updateToVersion(install(rules)).getMessages(Message.Level.ERROR);
        if (!errors.isEmpty()) {
            throw new AssertionError(errors);
        }
    }

    private ReleaseId install(Rules rules) {
        ReleaseId release = KIE.newReleaseId("dev.tutti.test", name, String.valueOf(releases.size() + 1));
        KieFileSystem files = KIE.newKieFileSystem();
        files.generateAndWritePomXML(release);
        rules.set()
                .active()
                .forEach(policy -> files.write("src/main/resources/" + policy.folder() + "/policy.drl", policy.drl()));
        KIE.newKieBuilder(files).buildAll(ExecutableModelProject.class);
        releases.add(release);
        return release;
    }

    @Override
    public void close() {
        container.dispose();
        releases.forEach(KIE.getRepository()::removeKieModule);
    }
}
