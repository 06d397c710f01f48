package org.trunkline.ledger.jpa.internal;

import org.osgi.service.component.annotations.Component;
import org.trunkline.persistence.MigrationSource;

/** The tables of the ledger. */
@Component
public final class LedgerMigrations implements MigrationSource {
    static final String DOMAIN = "ledger";

    @Override
    public String domain() {
        return DOMAIN;
    }
}
