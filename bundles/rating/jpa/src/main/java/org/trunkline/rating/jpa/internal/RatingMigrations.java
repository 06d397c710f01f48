package org.trunkline.rating.jpa.internal;

import org.osgi.service.component.annotations.Component;
import org.trunkline.persistence.MigrationSource;

/** The tables of decks and assignments. */
@Component
public final class RatingMigrations implements MigrationSource {
    static final String DOMAIN = "rating";

    @Override
    public String domain() {
        return DOMAIN;
    }
}
