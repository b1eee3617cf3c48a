package dev.tutti.context;

import dev.tutti.fact.Asset;
import dev.tutti.fact.Context;
import dev.tutti.fact.NoTouch;
import dev.tutti.fact.Person;
import dev.tutti.fact.Planned;
import dev.tutti.fact.Service;
import java.util.Arrays;

/** The parts of the context, each with its path, its facts, and how their identities are spelled. */
enum Section {
    SERVICES("services", "name", Service.class),
    ASSETS("assets", "name", Asset.class),
    PERIODS("periods", "id", Planned.class),
    NO_TOUCH("no-touch", "entry", NoTouch.class),
    PEOPLE("people", "name", Person.class);

    private final String path;
    private final String idMember;
    private final Class<? extends Context> type;

    Section(String path, String idMember, Class<? extends Context> type) {
        this.path = path;
        this.idMember = idMember;
        this.type = type;
    }

    static Section of(Context fact) {
        return Arrays.stream(values())
                .filter(section -> section.type.isInstance(fact))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody states a " + fact.getClass()));
    }

    String path() {
        return path;
    }

    /** The member of an entry that identifies it. */
    String idMember() {
        return idMember;
    }

    Class<? extends Context> type() {
        return type;
    }

    /** How the journal names the kind. */
    String kind() {
        return type.getSimpleName();
    }

    /** The one spelling of an identity; what is malformed stays malformed. */
    String spell(String id) {
        return switch (this) {
            case ASSETS -> Spelling.host(id);
            case NO_TOUCH -> NoTouchForm.spell(id);
            case SERVICES, PERIODS, PEOPLE -> id.strip();
        };
    }

    String factId(String id) {
        return kind() + ":" + id;
    }

    /** The inverse of {@link #factId}. */
    String id(Context fact) {
        return fact.factId().substring(kind().length() + 1);
    }
}
