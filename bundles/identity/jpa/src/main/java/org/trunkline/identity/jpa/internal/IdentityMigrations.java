package org.trunkline.identity.jpa.internal;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.trunkline.persistence.MigrationSource;

/** The tables of identity. */
@Component
public final class IdentityMigrations implements MigrationSource {
    static final String DOMAIN = "identity";

    @Override
    public String domain() {
        return DOMAIN;
    }

    @Override
    public List<String> forgetting() {
        return List.of(
                "delete from identity_recovery_code where user_id in (select id from identity_user where account_id = ?)",
                "delete from identity_second_factor where account_id = ?",
                "delete from identity_link where account_id = ?",
                "delete from identity_login where account_id = ?",
                "delete from identity_api_key where account_id = ?",
                "delete from identity_account_document where account_id = ?",
                "delete from identity_user where account_id = ?");
    }
}
