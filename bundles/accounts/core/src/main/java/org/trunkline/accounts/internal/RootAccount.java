package org.trunkline.accounts.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.spi.AccountStore;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;

/** Sees to it that there is a root account, before anything asks for the tree. */
@Component(service = RootAccount.class, configurationPid = "org.trunkline.accounts.root")
@Designate(ocd = RootAccount.Config.class)
public final class RootAccount {

    @ObjectClassDefinition(name = "Trunkline root account", description = "Used once, when there is no account yet.")
    public @interface Config {
        @AttributeDefinition(description = "Name of the root account.")
        String name() default "root";

        @AttributeDefinition(description = "SIP realm of the root account.")
        String realm() default "root.sip.trunkline.local";

        @AttributeDefinition(description = "Timezone of the root account; accounts below take it over.")
        String timezone() default "America/Los_Angeles";
    }

    private static final Logger LOG = LoggerFactory.getLogger(RootAccount.class);

    private final Account account;

    @Activate
    public RootAccount(@Reference AccountStore store, @Reference Clock clock, Config config) {
        account = store.root().orElseGet(() -> createdIn(store, clock, config));
    }

    /** Returns the root account as it was when this node started. */
    Account account() {
        return account;
    }

    private static Account createdIn(AccountStore store, Clock clock, Config config) {
        AccountId id = AccountId.random();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Account root = new Account(
                id,
                Optional.empty(),
                List.of(),
                config.name(),
                config.realm(),
                true,
                true,
                0,
                now,
                now,
                0,
                Json.object().put(AccountDocument.TIMEZONE, config.timezone()));
        Caller start = Caller.system(id, "start");
        try {
            Account stored =
                    store.insert(root, new Change(TreeModel.TOPIC, id.value(), id, "created", start, now, "{}"));
            LOG.info("Root account created: account={} name={}", id, config.name());
            return stored;
        } catch (ConflictException e) {
            // Another node that starts at the same time was first.
            return store.root().orElseThrow(() -> e);
        }
    }
}
