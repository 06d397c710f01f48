package org.trunkline.accounts.jpa.internal;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.trunkline.persistence.MigrationSource;

/** The table {@code account}. */
@Component
public final class AccountMigrations implements MigrationSource {
    static final String DOMAIN = "accounts";

    @Override
    public String domain() {
        return DOMAIN;
    }

    @Override
    public List<String> forgetting() {
        return List.of("delete from account_template where account_id = ?");
    }
}
