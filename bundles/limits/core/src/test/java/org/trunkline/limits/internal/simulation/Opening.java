package org.trunkline.limits.internal.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.Money;
import org.trunkline.limits.Limits;

/** What stands before the first call: a tree of accounts, what they may do and what they have. */
final class Opening {
    private static final int[] TRUNKS = {0, 0, 0, 1, 1, 2, 3, Limits.UNLIMITED};
    private static final int[] CALLS = {Limits.UNLIMITED, Limits.UNLIMITED, Limits.UNLIMITED, 0, 1, 2, 3, 5};

    private final Scene scene;
    private final Random random;
    private final OpeningTerms terms;

    Opening(Scene scene, Random random) {
        this.scene = scene;
        this.random = random;
        terms = new OpeningTerms(random);
    }

    /** Root, and below it one to nine accounts on one to five levels; now and then a chain of 64. */
    void plantTree() {
        scene.root = new AccountId("0".repeat(32));
        put(scene.root, null, true, true);
        boolean deep = random.nextInt(300) == 0;
        int count = deep ? 64 : 1 + random.nextInt(9);
        List<AccountId> added = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            AccountId id = new AccountId(String.format("%032x", i + 1));
            AccountId parent = scene.root;
            if (deep && i > 0) {
                parent = added.get(i - 1);
            } else if (!added.isEmpty() && random.nextInt(4) > 0) {
                AccountId candidate = added.get(random.nextInt(added.size()));
                parent = scene.tree.chain(candidate).size() <= 5 ? candidate : scene.root;
            }
            put(id, parent, random.nextInt(10) < 7, true);
            added.add(id);
            if (random.nextInt(10) > 0) {
                scene.tariffs.put(id, Tariff.random(random));
            }
        }
        scene.accounts.add(scene.root);
        scene.accounts.addAll(added);
        scene.carrier = random.nextBoolean() ? Tariff.random(random) : null;
    }

    private void put(AccountId id, AccountId parent, boolean reseller, boolean enabled) {
        scene.tree.put(node(id, Optional.ofNullable(parent), reseller, enabled));
    }

    static AccountNode node(AccountId id, Optional<AccountId> parent, boolean reseller, boolean enabled) {
        return new AccountNode(
                id,
                parent,
                "name " + id,
                id + ".example",
                enabled,
                reseller,
                "USD",
                "US",
                "UTC",
                "en-US",
                Set.of(),
                Set.of());
    }

    void setLimits(Node node) {
        for (AccountId account : scene.accounts) {
            if (random.nextInt(3) > 0) {
                if (random.nextInt(4) == 0) {
                    scene.guards.put(account, terms.guard());
                }
                node.limits(account, limits(account));
            }
        }
    }

    /** Returns limits of all kinds, few of them at once. */
    ObjectNode limits(AccountId account) {
        boolean isRoot = account.equals(scene.root);
        boolean postpay = random.nextInt(3) == 0;
        ObjectNode limits = Json.object()
                .put("inbound_trunks", any(TRUNKS))
                .put("outbound_trunks", any(TRUNKS))
                .put("twoway_trunks", any(TRUNKS))
                .put("burst_trunks", random.nextInt(3) == 0 ? any(TRUNKS) : 0)
                .put("calls", any(CALLS))
                .put("resource_consuming_calls", any(CALLS))
                .put("allow_prepay", random.nextInt(8) > 0)
                .put("allow_postpay", postpay)
                .put("apply_to_descendants", random.nextInt(isRoot ? 2 : 6) == 0)
                .put("enabled", random.nextInt(8) > 0);
        limits.set("max_postpay_amount", Json.number(Money.fromMicros(postpay ? random.nextInt(3_000_000) : 0)));
        terms.addTo(limits);
        if (scene.guards.containsKey(account)) {
            limits.set("fraud_guard", scene.guards.get(account));
        }
        return limits;
    }

    private int any(int[] values) {
        return values[random.nextInt(values.length)];
    }

    /** Enough for some calls, or for less than one. */
    void giveCredit(ObjLongConsumer<AccountId> deposit) {
        for (AccountId account : scene.accounts) {
            if (random.nextInt(8) > 0) {
                deposit.accept(account, random.nextInt(random.nextInt(3) == 0 ? 300_000 : 20_000_000));
            }
        }
    }
}
