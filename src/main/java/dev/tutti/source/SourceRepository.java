package dev.tutti.source;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** The rows of {@code source}. */
@ApplicationScoped
class SourceRepository implements PanacheRepositoryBase<SourceRow, String> {}
