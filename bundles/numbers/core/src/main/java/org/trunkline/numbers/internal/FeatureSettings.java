package org.trunkline.numbers.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.accounts.AccountService;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.numbers.NumberFeatures;

/** What accounts say in {@code numbers_features}, which only their sellers write (monster-ui-contract §6.6); on is the default. */
@Component(service = FeatureSettings.class)
public final class FeatureSettings implements AccountFeatures {
    private static final String FIELD = "numbers_features";

    private final AccountService accounts;
    private final AccountTree tree;

    @Activate
    public FeatureSettings(@Reference AccountService accounts, @Reference AccountTree tree) {
        this.accounts = accounts;
        this.tree = tree;
    }

    @Override
    public Set<String> denied(AccountId account) {
        try {
            Caller caller = Caller.system(tree.root().id(), "numbers");
            return denied(accounts.get(caller, account).document().path(FIELD));
        } catch (NotFoundException e) {
            return Set.of();
        }
    }

    static Set<String> denied(JsonNode settings) {
        Set<String> denied = new HashSet<>();
        if (!settings.path("e911_enabled").asBoolean(true)) {
            denied.add(NumberFeatures.E911);
        }
        if (!settings.path("cnam_enabled").asBoolean(true)) {
            denied.addAll(Set.of(NumberFeatures.CNAM, NumberFeatures.INBOUND_CNAM, NumberFeatures.OUTBOUND_CNAM));
        }
        return denied;
    }
}
