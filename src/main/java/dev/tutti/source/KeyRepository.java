package dev.tutti.source;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** The rows of {@code source_key}. */
@ApplicationScoped
class KeyRepository implements PanacheRepositoryBase<KeyRow, String> {}
