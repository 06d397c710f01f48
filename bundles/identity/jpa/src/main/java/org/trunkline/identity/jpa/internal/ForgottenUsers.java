package org.trunkline.identity.jpa.internal;

import java.util.List;
import javax.persistence.EntityManagerFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.Outbox;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.ForgottenRows;
import org.trunkline.persistence.SchemaReady;

/** What an account had goes with it: users, their keys and links, and how they logged in. */
@Component(service = ForgottenUsers.class, immediate = true)
public final class ForgottenUsers {
    static final List<String> DELETES = List.of(
            "delete from RecoveryCodeEntity c where c.user in (select u.id from UserEntity u where u.account = :account)",
            "delete from SecondFactorEntity f where f.account = :account",
            "delete from LinkEntity l where l.account = :account",
            "delete from LoginEntity l where l.account = :account",
            "delete from ApiKeyEntity k where k.account = :account",
            "delete from AccountDocumentEntity d where d.account = :account",
            "delete from UserEntity u where u.account = :account");

    private final ForgottenRows rows;

    /** @param schema only waited for: the tables */
    @Activate
    public ForgottenUsers(
            @Reference(target = "(osgi.unit.name=identity)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=identity)") SchemaReady schema,
            @Reference Outbox outbox) {
        rows = new ForgottenRows(outbox, unit, changes, IdentityMigrations.DOMAIN, DELETES);
    }

    @Deactivate
    void close() {
        rows.close();
    }
}
