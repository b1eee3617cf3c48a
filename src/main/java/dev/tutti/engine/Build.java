package dev.tutti.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;

/** One run of the engine's compiler; what it made is either taken or discarded. */
final class Build {

    private final KieServices kie = KieServices.get();
    private final ReleaseId release;
    private final Optional<ClassLoader> parent;
    private final List<Message> errors;

    /**
     * Compiles.
     *
     * @param texts the text of the rules of each folder
     * @param parent where the rules find facts, if not where this class does
     */
    Build(String version, Map<String, String> texts, Optional<ClassLoader> parent) {
        // A release id of its own: containers that share one leak each other's packages.
        this.release = kie.newReleaseId("dev.tutti", "rules-" + UUID.randomUUID(), version);
        this.parent = parent;
        KieFileSystem files = kie.newKieFileSystem();
        files.generateAndWritePomXML(release);
        texts.forEach((folder, text) -> files.write(path(folder) + "/policy.drl", text));
        KieBuilder builder = parent.map(loader -> kie.newKieBuilder(files, loader))
                .orElseGet(() -> kie.newKieBuilder(files))
                .buildAll(ExecutableModelProject.class);
        this.errors = builder.getResults().getMessages(Message.Level.ERROR);
    }

    /** Where the compiler says that the text of this folder stands. */
    static String path(String folder) {
        return "src/main/resources/" + folder;
    }

    List<Message> errors() {
        return errors;
    }

    CompiledRules rules() {
        return new CompiledRules(parent.map(loader -> kie.newKieContainer(release, loader))
                .orElseGet(() -> kie.newKieContainer(release)));
    }

    void discard() {
        kie.getRepository().removeKieModule(release);
    }
}
