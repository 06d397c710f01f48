package org.trunkline.webhooks.jpa.internal;

import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.kernel.AccountId;
import org.trunkline.webhooks.Attempt;

/** One row of {@code webhook_attempt}. Never leaves this package. */
@Entity
@Table(name = "webhook_attempt")
public class AttemptEntity {
    @Id
    @Column(name = "id", length = 32)
    private String id;

    @Column(name = "account_id", nullable = false)
    private String account;

    @Column(name = "webhook_id", nullable = false)
    private String webhook;

    @Column(name = "delivery_id", nullable = false)
    private String delivery;

    @Column(name = "at_micros", nullable = false)
    private long atMicros;

    @Column(name = "succeeded", nullable = false)
    private boolean succeeded;

    @Column(name = "response_code")
    private Integer responseCode;

    @Column(name = "reason", nullable = false)
    private String reason;

    @Column(name = "retries_left", nullable = false)
    private int retriesLeft;

    protected AttemptEntity() {}

    AttemptEntity(Attempt attempt) {
        id = attempt.id();
        account = attempt.account().value();
        webhook = attempt.webhook();
        delivery = attempt.delivery();
        atMicros = Micros.of(attempt.at());
        succeeded = attempt.succeeded();
        responseCode = attempt.responseCode().orElse(null);
        reason = attempt.reason();
        retriesLeft = attempt.retriesLeft();
    }

    String key() {
        return atMicros + "-" + id;
    }

    Attempt toAttempt() {
        return new Attempt(
                id,
                new AccountId(account),
                webhook,
                delivery,
                Micros.toInstant(atMicros),
                succeeded,
                Optional.ofNullable(responseCode),
                reason,
                retriesLeft);
    }
}
