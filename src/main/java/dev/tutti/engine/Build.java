package dev.tutti.engine;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;

/** One run of the engine's compiler; what it made is either taken or discarded. */
final class Build {

    /** Where rules find facts: what is looked for in vain by one compilation need not be looked for by the next. */
    private static final ClassLoader FACTS = new CachingLoader(Build.class.getClassLoader());

    private final KieServices kie = KieServices.get();
    private final ReleaseId release;
    private final List<Message> errors;

    /**
     * Compiles.
     *
     * @param texts the text of the rules of each folder
     */
    Build(String version, Map<String, String> texts) {
        // A release id of its own: containers that share one leak each other's packages.
        this.release = kie.newReleaseId("dev.tutti", "rules-" + UUID.randomUUID(), version);
        KieFileSystem files = kie.newKieFileSystem();
        files.generateAndWritePomXML(release);
        texts.forEach((folder, text) -> files.write(path(folder) + "/policy.drl", text));
        KieBuilder builder = kie.newKieBuilder(files, FACTS).buildAll(ExecutableModelProject.class);
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
        return new CompiledRules(kie.newKieContainer(release, FACTS));
    }

    void discard() {
        kie.getRepository().removeKieModule(release);
    }
}
