package dev.tutti.engine;

import dev.tutti.fact.Fact;
import dev.tutti.policy.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.event.rule.AfterMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ClockTypeOption;
import org.kie.api.runtime.rule.FactHandle;
import org.kie.api.time.SessionPseudoClock;

/** A session of the engine's own, with nothing of ours around it. */
final class Bare implements AutoCloseable {

    private final KieSession session;

    private Bare(KieSession session) {
        this.session = session;
        advance(Duration.ofMillis(Stage.START.toEpochMilli()));
    }

    static Bare over(Rules rules) {
        return new Bare(rules.compile().newSession());
    }

    /** Whatever mode the base is in. */
    static Bare over(KieBase base) {
        KieSessionConfiguration configuration = KieServices.get().newKieSessionConfiguration();
        configuration.setOption(ClockTypeOption.PSEUDO);
        return new Bare(base.newKieSession(configuration, null));
    }

    KieBase base() {
        return session.getKieBase();
    }

    FactHandle insert(Fact fact) {
        return session.insert(fact);
    }

    void update(FactHandle handle, Fact fact) {
        session.update(handle, fact);
    }

    void delete(FactHandle handle) {
        session.delete(handle);
    }

    /** Gives the phase the focus, and says how many rules fired. */
    int run(Phase phase) {
        session.getAgenda().getAgendaGroup(phase.group()).setFocus();
        return session.fireAllRules(100);
    }

    void advance(Duration duration) {
        session.<SessionPseudoClock>getSessionClock().advanceTime(duration.toMillis(), TimeUnit.MILLISECONDS);
    }

    long now() {
        return session.<SessionPseudoClock>getSessionClock().getCurrentTime();
    }

    <F extends Fact> List<F> facts(Class<F> type) {
        return session.getObjects(type::isInstance).stream().map(type::cast).toList();
    }

    /** The names of the rules that fire from now on, in their order. */
    List<String> fired() {
        List<String> names = new ArrayList<>();
        session.addEventListener(new DefaultAgendaEventListener() {
            @Override
            public void afterMatchFired(AfterMatchFiredEvent event) {
                names.add(event.getMatch().getRule().getName());
            }
        });
        return names;
    }

    /** What each firing from now on binds to this variable. */
    List<String> boundTo(String variable) {
        List<String> values = new ArrayList<>();
        session.addEventListener(new DefaultAgendaEventListener() {
            @Override
            public void afterMatchFired(AfterMatchFiredEvent event) {
                values.add(String.valueOf(event.getMatch().getDeclarationValue(variable)));
            }
        });
        return values;
    }

    @Override
    public void close() {
        session.dispose();
    }
}
