package dev.tutti.action;

import dev.tutti.conductor.Providers;
import dev.tutti.connector.Connector;
import dev.tutti.connector.Limits;
import java.util.Optional;

/** The tools as the dispatcher sees them. */
interface Tools extends Providers {

    /** Who carries out what goes to this addressee, if anybody here can. */
    Optional<Provider> provider(String addressee);

    /** What the tool of this name bears. */
    Limits limits(String instance);

    /**
     * One tool that can be called.
     *
     * @param instance the name of the tool, as the administrator gave it
     */
    record Provider(String instance, Connector connector) {}
}
