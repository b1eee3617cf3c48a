package dev.tutti.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.drools.compiler.kie.builder.impl.KieContainerImpl;
import org.drools.compiler.kproject.models.KieBaseModelImpl;
import org.drools.core.impl.RuleBaseFactory;
import org.drools.model.Model;
import org.drools.modelcompiler.CanonicalKieModule;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.KieServices;
import org.kie.api.builder.ReleaseId;
import org.kie.api.conf.EventProcessingOption;
import org.kie.api.runtime.KieContainer;

/**
 * The classes that a rule set was compiled to, and who holds them. Several rule bases may be made of them; each gets a
 * network of its own, and the classes are freed when the last base is closed.
 */
final class CompiledRules {

    private final KieContainer container;
    private int holders;

    CompiledRules(KieContainer container) {
        this.container = container;
    }

    /** A base of all packages. */
    KieBase whole() {
        return container.newKieBase(streaming());
    }

    /**
     * A base of all packages but these. It is built anew from the models: two bases of one container share the rules that a
     * removal from one of them would change.
     */
    KieBase without(Set<String> packages) {
        return made(models().stream()
                .filter(model -> !packages.contains(model.getPackageName()))
                .toList());
    }

    /** A base of these packages only, in this order. */
    KieBase of(Collection<String> packages) {
        Map<String, Model> byName =
                models().stream().collect(Collectors.toMap(Model::getPackageName, Function.identity()));
        return made(packages.stream().map(byName::get).toList());
    }

    private KieBase made(List<Model> models) {
        return KieBaseBuilder.createKieBaseFromModel(models, streaming());
    }

    private Collection<Model> models() {
        KieContainerImpl loaded = (KieContainerImpl) container;
        KieBaseModelImpl all = (KieBaseModelImpl) loaded.getKieProject().getDefaultKieBaseModel();
        CanonicalKieModule module = (CanonicalKieModule) loaded.getKieModuleForKBase(all.getName());
        return module.getModelForKBase(all);
    }

    private KieBaseConfiguration streaming() {
        KieBaseConfiguration configuration =
                RuleBaseFactory.newKnowledgeBaseConfiguration(null, container.getClassLoader());
        configuration.setOption(EventProcessingOption.STREAM);
        return configuration;
    }

    ReleaseId release() {
        return container.getReleaseId();
    }

    synchronized void hold() {
        holders++;
    }

    synchronized void letGo() {
        if (--holders == 0) {
            ReleaseId release = release();
            container.dispose();
            KieServices.get().getRepository().removeKieModule(release);
        }
    }
}
