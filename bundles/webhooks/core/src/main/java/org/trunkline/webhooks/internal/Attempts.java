package org.trunkline.webhooks.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.Secrets;
import org.trunkline.webhooks.Attempt;
import org.trunkline.webhooks.Webhook;
import org.trunkline.webhooks.spi.Delivery;
import org.trunkline.webhooks.spi.DeliveryStore;
import org.trunkline.webhooks.spi.DeliveryStore.Claim;
import org.trunkline.webhooks.spi.DeliveryStore.Outcome;
import org.trunkline.webhooks.spi.StoredWebhook;
import org.trunkline.webhooks.spi.WebhookStore;

/** Makes one attempt, and says what follows from it. */
final class Attempts {
    static final Duration DELAY_MIN = Duration.ofSeconds(10);
    static final Duration DELAY_MAX = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    private static final int RACES_MAX = 10;

    private final WebhookStore webhooks;
    private final DeliveryStore store;
    private final Secrets secrets;
    private final AccountTree tree;
    private final Clock clock;
    private final WebhookConfig config;
    private final Sender sender;

    /** What a receiver has answered, or why it has not. */
    private record Answer(Optional<Integer> status, String reason) {
        boolean isTaken() {
            return status.filter(code -> code >= 200 && code < 300).isPresent();
        }
    }

    Attempts(
            WebhookStore webhooks,
            DeliveryStore store,
            Secrets secrets,
            AccountTree tree,
            Clock clock,
            WebhookConfig config,
            Sender sender) {
        this.webhooks = webhooks;
        this.store = store;
        this.secrets = secrets;
        this.tree = tree;
        this.clock = clock;
        this.config = config;
        this.sender = sender;
    }

    void make(Claim claim) {
        Delivery delivery = claim.delivery();
        Instant begin = now();
        if (delivery.created().plus(Duration.ofHours(config.age_hours_max())).isBefore(begin)) {
            String reason = "older than " + config.age_hours_max() + " hours";
            store.settle(claim, Outcome.EXPIRED, attempt(claim, new Answer(Optional.empty(), reason), 0), begin);
            return;
        }
        Answer answer = ask(claim, begin);
        if (answer.isTaken()) {
            store.settle(claim, Outcome.DELIVERED, attempt(claim, answer, 0), now());
        } else {
            failed(claim, answer);
        }
    }

    private Answer ask(Claim claim, Instant now) {
        Webhook webhook = claim.webhook().webhook();
        Optional<byte[]> secret = secrets.unwrap(claim.webhook().wrappedSecret(), label(webhook.id()));
        if (secret.isEmpty()) {
            return new Answer(Optional.empty(), "the secret of the webhook cannot be read: give it a new one");
        }
        try {
            int status = sender.send(Letter.of(webhook, claim.delivery(), secret.get(), now));
            boolean isTaken = status >= 200 && status < 300;
            return new Answer(Optional.of(status), isTaken ? "" : "the receiver answers " + status);
        } catch (Undelivered e) {
            return new Answer(Optional.empty(), e.getMessage());
        }
    }

    private void failed(Claim claim, Answer answer) {
        Webhook webhook = claim.webhook().webhook();
        int retries = webhook.document().path(Webhook.RETRIES).asInt(0);
        int left = Math.max(retries - claim.delivery().attempts(), 0);
        int failures = claim.failures() + 1;
        Instant next = now().plus(delay(failures));
        boolean held =
                store.settle(claim, left > 0 ? Outcome.AGAIN : Outcome.GIVEN_UP, attempt(claim, answer, left), next);
        LOG.info(
                "Webhook failed: webhook={} delivery={} failures={} retries_left={} reason={}",
                webhook.id(),
                claim.delivery().id(),
                failures,
                left,
                answer.reason());
        if (held && failures >= config.failures_max()) {
            disable(webhook, failures + " failures in a row, the last: " + answer.reason());
        }
    }

    private void disable(Webhook failing, String reason) {
        for (int race = 1; race <= RACES_MAX; race++) {
            Optional<StoredWebhook> found = webhooks.find(failing.account(), failing.id());
            if (found.isEmpty() || !found.get().webhook().enabled()) {
                return;
            }
            Webhook old = found.get().webhook();
            String cut = reason.length() > Attempt.REASON_LENGTH_MAX
                    ? reason.substring(0, Attempt.REASON_LENGTH_MAX)
                    : reason;
            Webhook disabled = new Webhook(
                    old.id(),
                    old.account(),
                    old.document().put(Webhook.ENABLED, false),
                    Optional.of(cut),
                    old.created(),
                    now(),
                    old.revision());
            AccountId root = tree.root().id();
            Change change = new Change(
                    WebhookManager.TOPIC,
                    old.id(),
                    old.account(),
                    DisabledMails.DISABLED,
                    Caller.system(root, "webhooks"),
                    now(),
                    Json.write(Json.object().put("reason", cut)));
            try {
                webhooks.update(new StoredWebhook(disabled, found.get().wrappedSecret()), change);
                LOG.warn("Webhook disabled: webhook={} account={} reason={}", old.id(), old.account(), cut);
                return;
            } catch (ConflictException e) {
                // somebody has just written it: what is stored now is looked at again
            }
        }
    }

    void noteFull(Delivery delivery, int waitingMax) {
        store.note(new Attempt(
                Ids.random(),
                delivery.account(),
                delivery.webhook(),
                delivery.id(),
                now(),
                false,
                Optional.empty(),
                "not told: " + waitingMax + " others wait",
                0));
    }

    private Attempt attempt(Claim claim, Answer answer, int left) {
        return new Attempt(
                Ids.random(),
                claim.delivery().account(),
                claim.delivery().webhook(),
                claim.delivery().id(),
                now(),
                answer.isTaken(),
                answer.status(),
                answer.reason(),
                left);
    }

    /** Four times as long with each failure, up to {@link #DELAY_MAX}. */
    static Duration delay(int failures) {
        int doublings = 2 * Math.min(Math.max(failures - 1, 0), 10);
        Duration delay = DELAY_MIN.multipliedBy(1L << doublings);
        return delay.compareTo(DELAY_MAX) > 0 ? DELAY_MAX : delay;
    }

    static String label(String webhook) {
        return "webhook " + webhook;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
