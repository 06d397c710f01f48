package org.trunkline.whitelabel.jpa.internal;

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

/** The whitelabel of an account goes with it; its domain is free already. */
@Component(service = ForgottenWhitelabel.class, immediate = true)
public final class ForgottenWhitelabel {
    static final List<String> DELETES = List.of(
            "delete from WhitelabelImageEntity i where i.account = :account",
            "delete from WhitelabelWelcomeEntity w where w.account = :account",
            "delete from WhitelabelEntity w where w.account = :account");

    private final ForgottenRows rows;

    /** @param schema only waited for: the tables */
    @Activate
    public ForgottenWhitelabel(
            @Reference(target = "(osgi.unit.name=whitelabel)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=whitelabel)") SchemaReady schema,
            @Reference Outbox outbox) {
        rows = new ForgottenRows(outbox, unit, changes, WhitelabelMigrations.DOMAIN, DELETES);
    }

    @Deactivate
    void close() {
        rows.close();
    }
}
