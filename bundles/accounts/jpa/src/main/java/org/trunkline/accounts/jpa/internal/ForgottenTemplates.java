package org.trunkline.accounts.jpa.internal;

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

/** Templates that an account had for others go with it. */
@Component(service = ForgottenTemplates.class, immediate = true)
public final class ForgottenTemplates {
    static final List<String> DELETES = List.of("delete from AccountTemplateEntity t where t.account = :account");

    private final ForgottenRows rows;

    /** @param schema only waited for: the tables */
    @Activate
    public ForgottenTemplates(
            @Reference(target = "(osgi.unit.name=accounts)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=accounts)") SchemaReady schema,
            @Reference Outbox outbox) {
        rows = new ForgottenRows(outbox, unit, changes, AccountMigrations.DOMAIN, DELETES);
    }

    @Deactivate
    void close() {
        rows.close();
    }
}
