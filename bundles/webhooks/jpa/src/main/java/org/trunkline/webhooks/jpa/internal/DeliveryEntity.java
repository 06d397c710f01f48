package org.trunkline.webhooks.jpa.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.kernel.AccountId;
import org.trunkline.webhooks.spi.Delivery;

/** One row of {@code webhook_delivery}. Never leaves this package. */
@Entity
@Table(name = "webhook_delivery")
public class DeliveryEntity {
    static final String WAITING = "WAITING";

    @Id
    @Column(name = "id", length = 32)
    private String id;

    @Column(name = "account_id", nullable = false)
    private String account;

    @Column(name = "webhook_id", nullable = false)
    private String webhook;

    @Column(name = "payload", nullable = false)
    private String payload;

    @Column(name = "state", nullable = false)
    private String state;

    @Column(name = "attempts", nullable = false)
    private int attempts;

    @Column(name = "created_at_micros", nullable = false)
    private long createdAtMicros;

    protected DeliveryEntity() {}

    DeliveryEntity(Delivery delivery) {
        id = delivery.id();
        account = delivery.account().value();
        webhook = delivery.webhook();
        payload = delivery.payload();
        state = WAITING;
        attempts = delivery.attempts();
        createdAtMicros = Micros.of(delivery.created());
    }

    boolean waits() {
        return state.equals(WAITING);
    }

    void tried() {
        attempts++;
    }

    void settle(String newState) {
        state = newState;
        payload = "";
    }

    Delivery toDelivery() {
        return new Delivery(id, new AccountId(account), webhook, payload, attempts, Micros.toInstant(createdAtMicros));
    }
}
