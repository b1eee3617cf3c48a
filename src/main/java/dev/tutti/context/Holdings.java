package dev.tutti.context;

import java.util.List;
import java.util.Optional;

/** What holds now, as committed. */
interface Holdings {

    Optional<Held> find(Section section, String id);

    /** In the order of identities, those after this one; {@code ""} begins at the first. */
    List<Held> after(Section section, String id, int limit);

    /** All of a section. */
    List<Held> all(Section section);
}
