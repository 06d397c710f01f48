package org.trunkline.webhooks.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.kernel.OneReseller;
import org.trunkline.kernel.Outbox;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Secrets;
import org.trunkline.kernel.TestSecrets;
import org.trunkline.webhooks.Attempt;
import org.trunkline.webhooks.WebhookService.Written;
import org.trunkline.webhooks.spi.DeliveryStore;
import org.trunkline.webhooks.spi.InMemoryWebhooks;

/** What tests of webhooks are given: a reseller and its customer, stores, and an outbox that they fill. */
final class World {
    static final Secrets SECRETS = TestSecrets.of("the master key of tests");
    static final Caller RESELLER = Caller.apiKey(OneReseller.RESELLER);
    static final Caller CUSTOMER = Caller.apiKey(OneReseller.CUSTOMER);
    static final String SECRET = "0123456789abcdef";

    final MovedClock clock = new MovedClock();
    final OneReseller accounts = new OneReseller();
    final List<Change> changes = new ArrayList<>();
    final InMemoryWebhooks store = new InMemoryWebhooks(changes::add);
    final Map<String, List<InetAddress>> names = new HashMap<>();
    final List<String> lookups = new CopyOnWriteArrayList<>();
    final Outbox outbox = new Outbox() {
        @Override
        public ChangeFeed.Subscription consume(
                String consumer, String topic, Set<String> wanted, Consumer<Entry> work) {
            consumers.put(topic, work);
            actions.put(topic, wanted);
            return () -> {};
        }
    };
    final WebhookDelivery delivery;
    final WebhookManager webhooks;
    private final Map<String, Consumer<Outbox.Entry>> consumers = new HashMap<>();
    private final Map<String, Set<String>> actions = new HashMap<>();
    private int entries;

    World() {
        this(Config.LOCAL);
    }

    World(Config config) {
        this(config, Optional.empty());
    }

    /** @param deliveries in place of the store's own */
    World(Config config, Optional<DeliveryStore> deliveries) {
        delivery =
                new WebhookDelivery(store, deliveries.orElse(store), SECRETS, accounts, clock, config, this::resolve);
        webhooks = new WebhookManager(store, store, delivery, SECRETS, accounts, accounts, clock);
        new WebhookEvents(store, delivery, accounts, new Deleted(), outbox);
    }

    private List<InetAddress> resolve(String host) throws java.net.UnknownHostException {
        lookups.add(host);
        return names.containsKey(host) ? names.get(host) : List.of(InetAddress.getAllByName(host));
    }

    /** Something has happened, of which the outbox tells. */
    Outbox.Entry happens(String topic, AccountId account, String action) {
        Outbox.Entry entry = new Outbox.Entry(
                String.format("%032x", ++entries), topic, "f".repeat(32), account, action, clock.instant(), "{}");
        bring(entry);
        return entry;
    }

    void bring(Outbox.Entry entry) {
        if (actions.get(entry.topic()).contains(entry.action())) {
            consumers.get(entry.topic()).accept(entry);
        }
    }

    void userIsCreated() {
        happens("users", OneReseller.CUSTOMER, "created");
    }

    static ObjectNode document(String uri) {
        return Json.parseObject(
                """
                {"name":"n","hook":"object","format":"json","secret":"%s","uri":"%s",
                 "custom_data":{"type":"all","action":"all"}}"""
                        .formatted(SECRET, uri));
    }

    Written hook(String uri) {
        return webhooks.create(CUSTOMER, OneReseller.CUSTOMER, document(uri));
    }

    List<Attempt> attempts() {
        return webhooks.attempts(
                        CUSTOMER, OneReseller.CUSTOMER, Optional.empty(), new PageRequest(Optional.empty(), 100, true))
                .rows();
    }
}
