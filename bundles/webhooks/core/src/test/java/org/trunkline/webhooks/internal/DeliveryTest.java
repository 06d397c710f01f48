package org.trunkline.webhooks.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.trunkline.json.Json;
import org.trunkline.kernel.OneReseller;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.webhooks.Attempt;
import org.trunkline.webhooks.Webhook;
import org.trunkline.webhooks.spi.Delivery;
import org.trunkline.webhooks.spi.DeliveryStore;

/** What happens reaches a receiver that listens on this machine. */
@Timeout(60)
final class DeliveryTest {
    private final Receiver receiver = new Receiver();
    private final World world = new World();

    @AfterEach
    void close() {
        world.delivery.close();
        receiver.close();
    }

    private Receiver.Told told() {
        assertThat(receiver.told).hasSize(1);
        return receiver.told.get(0);
    }

    @Test
    void tellsWhatHasHappenedSignedWithTheSecretOfTheWebhook() {
        world.hook(receiver.uri());

        world.userIsCreated();

        assertThat(world.delivery.deliverDue()).isEqualTo(1);
        Receiver.Told told = told();
        assertThat(told.verb()).isEqualTo("POST");
        assertThat(told.path()).isEqualTo("/in");
        assertThat(told.header("Content-Type")).isEqualTo("application/json");
        assertThat(Json.parseObject(told.text()))
                .isEqualTo(Json.parseObject(
                        """
                        {"type":"user","action":"doc_created","hook_event":"object","id":"%s","account_id":"%s",
                         "timestamp":63963172800}"""
                                .formatted("f".repeat(32), OneReseller.CUSTOMER.value())));
        long timestamp = Long.parseLong(told.header(Letter.TIMESTAMP));
        assertThat(timestamp).isEqualTo(world.clock.instant().getEpochSecond());
        assertThat(told.header(Letter.SIGNATURE))
                .isEqualTo(Signature.of(
                        World.SECRET.getBytes(StandardCharsets.UTF_8),
                        timestamp,
                        told.header(Letter.DELIVERY),
                        told.body()));
        assertThat(world.attempts())
                .extracting(Attempt::succeeded, Attempt::responseCode)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(true, Optional.of(200)));
    }

    /** RFC 4231 has no such message: computed with openssl. */
    @Test
    void signsAsOthersDo() {
        assertThat(Signature.of(
                        "0123456789abcdef".getBytes(StandardCharsets.UTF_8),
                        1_790_000_000,
                        "d".repeat(32),
                        "{\"a\":1}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("v1=0974ed326b2988fa95cf5f205b25f7bb6292b6d5098b34e020aca3bd27086e33");
    }

    @Test
    void tellsAFormUnlessJsonIsWanted() {
        ObjectNode form = World.document(receiver.uri() + "?a=b%20c").put("format", "form-data");
        form.withObject("/custom_data").put("mark", "ä & ö");
        world.webhooks.create(World.CUSTOMER, OneReseller.CUSTOMER, form);

        world.userIsCreated();
        world.delivery.deliverDue();

        assertThat(told().header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(told().query()).isEqualTo("a=b%20c");
        assertThat(told().text()).contains("mark=%C3%A4+%26+%C3%B6", "type=user", "action=doc_created");
    }

    @Test
    void tellsInTheQueryOfAGetAndSignsThat() {
        world.webhooks.create(
                World.CUSTOMER,
                OneReseller.CUSTOMER,
                World.document(receiver.uri() + "?a=b").put("http_verb", "get"));

        world.userIsCreated();
        world.delivery.deliverDue();

        assertThat(told().verb()).isEqualTo("GET");
        assertThat(told().query()).startsWith("a=b&").contains("type=user");
        assertThat(told().header(Letter.SIGNATURE))
                .isEqualTo(Signature.of(
                        World.SECRET.getBytes(StandardCharsets.UTF_8),
                        Long.parseLong(told().header(Letter.TIMESTAMP)),
                        told().header(Letter.DELIVERY),
                        told().query().getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void tellsTheAccountAndThoseAboveThatWantIt() {
        Webhook own = world.hook(receiver.uri()).webhook();
        world.webhooks.create(World.RESELLER, OneReseller.RESELLER, World.document(receiver.uri() + "/only-own"));
        world.webhooks.create(
                World.RESELLER,
                OneReseller.RESELLER,
                World.document(receiver.uri() + "/below").put("include_subaccounts", true));

        world.userIsCreated();
        world.happens("accounts", Deleted.GONE, "deleted");
        world.delivery.deliverDue();

        assertThat(receiver.told)
                .extracting(
                        Receiver.Told::path,
                        each -> Json.parseObject(each.text()).path("action").asText())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("/in", "doc_created"),
                        org.assertj.core.groups.Tuple.tuple("/in/below", "doc_created"),
                        org.assertj.core.groups.Tuple.tuple("/in/below", "doc_deleted"));
        assertThat(own.includesSubaccounts()).isFalse();
    }

    @Test
    void tellsOnlyWhatIsWanted() {
        ObjectNode document = World.document(receiver.uri());
        document.withObject("/custom_data").put("type", "account").put("action", "doc_edited");
        world.webhooks.create(World.CUSTOMER, OneReseller.CUSTOMER, document);

        world.userIsCreated();
        world.happens("accounts", OneReseller.CUSTOMER, "created");
        world.happens("accounts", OneReseller.CUSTOMER, "disabled");
        world.happens("accounts", OneReseller.CUSTOMER, "changed");

        assertThat(world.delivery.deliverDue()).isEqualTo(1);
        assertThat(Json.parseObject(told().text()).path("action").asText()).isEqualTo("doc_edited");
    }

    @Test
    void keepsTheOrderOfWhatHappens() {
        world.hook(receiver.uri());
        for (String action : List.of("created", "changed", "deleted")) {
            world.happens("users", OneReseller.CUSTOMER, action);
            world.clock.move(Duration.ofMillis(1));
        }

        world.delivery.deliverDue();

        assertThat(receiver.told)
                .extracting(each -> Json.parseObject(each.text()).path("action").asText())
                .containsExactly("doc_created", "doc_edited", "doc_deleted");
    }

    @Test
    void whatTheOutboxBringsTwiceIsToldOnce() {
        world.hook(receiver.uri());
        var entry = world.happens("users", OneReseller.CUSTOMER, "created");
        world.bring(entry);
        world.delivery.deliverDue();
        world.bring(entry);

        assertThat(world.delivery.deliverDue()).isZero();
        assertThat(receiver.told).hasSize(1);
    }

    @Test
    void isToldAgainUnderTheSameIdIfTheNodeDiesBeforeThatIsWritten() {
        Dying dying = new Dying();
        World killed = new World(Config.LOCAL, Optional.of(dying));
        dying.store = killed.store;
        killed.hook(receiver.uri());
        killed.userIsCreated();
        dying.dies = true;
        assertThat(org.assertj.core.api.Assertions.catchThrowable(killed.delivery::deliverDue))
                .hasMessage("killed");
        dying.dies = false;

        assertThat(killed.delivery.deliverDue()).as("while the lease lasts").isZero();
        killed.clock.move(WebhookDelivery.LEASE);
        assertThat(killed.delivery.deliverDue()).isEqualTo(1);

        assertThat(receiver.told).hasSize(2);
        assertThat(receiver.told)
                .extracting(each -> each.header(Letter.DELIVERY))
                .containsOnly(receiver.told.get(0).header(Letter.DELIVERY));
        assertThat(receiver.told.get(1).text()).isEqualTo(receiver.told.get(0).text());
        killed.delivery.close();
    }

    /** Is killed between the answer of the receiver and its own commit. */
    private static final class Dying implements DeliveryStore {
        private DeliveryStore store;
        private boolean dies;

        @Override
        public Added add(Delivery delivery, int waitingMax) {
            return store.add(delivery, waitingMax);
        }

        @Override
        public List<Claim> claim(java.time.Instant now, java.time.Instant until, int sizeMax, Set<String> except) {
            return store.claim(now, until, sizeMax, except);
        }

        @Override
        public boolean settle(Claim claim, Outcome outcome, Attempt attempt, java.time.Instant next) {
            if (dies) {
                throw new IllegalStateException("killed");
            }
            return store.settle(claim, outcome, attempt, next);
        }

        @Override
        public void note(Attempt attempt) {
            store.note(attempt);
        }

        @Override
        public Page<Attempt> attempts(
                org.trunkline.kernel.AccountId account, Optional<String> webhook, PageRequest page) {
            return store.attempts(account, webhook, page);
        }

        @Override
        public int deleteBefore(java.time.Instant before, int sizeMax) {
            return store.deleteBefore(before, sizeMax);
        }
    }

    @Test
    void aSlowReceiverHoldsUpNoOther() throws InterruptedException {
        world.delivery.start();
        CountDownLatch others = new CountDownLatch(3);
        CountDownLatch slowIsAsked = new CountDownLatch(1);
        try (Receiver slow = new Receiver();
                Receiver quick = new Receiver()) {
            slow.before = () -> {
                slowIsAsked.countDown();
                await(others);
            };
            quick.before = others::countDown;
            world.hook(slow.uri());
            world.userIsCreated();
            await(slowIsAsked);
            world.hook(quick.uri());
            for (int i = 0; i < 3; i++) {
                world.userIsCreated();
            }

            assertThat(others.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(slow.told).hasSize(1);
        }
    }

    @Test
    void manySlowReceiversLeaveASenderForTheOthers() throws InterruptedException {
        world.delivery.start();
        CountDownLatch bothWereSlow = new CountDownLatch(2);
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch quickIsTold = new CountDownLatch(1);
        try (Receiver slow = new Receiver();
                Receiver quick = new Receiver()) {
            slow.before = () -> {
                if (bothWereSlow.getCount() > 0) {
                    world.clock.move(Duration.ofSeconds(5));
                    bothWereSlow.countDown();
                } else {
                    await(end);
                }
            };
            quick.before = quickIsTold::countDown;
            world.hook(slow.uri() + "/1");
            world.hook(slow.uri() + "/2");
            world.userIsCreated();
            await(bothWereSlow);
            world.userIsCreated();
            world.userIsCreated();
            world.webhooks.create(World.RESELLER, OneReseller.RESELLER, World.document(quick.uri()));
            world.happens("users", OneReseller.RESELLER, "created");

            assertThat(quickIsTold.await(30, TimeUnit.SECONDS)).isTrue();
            end.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
