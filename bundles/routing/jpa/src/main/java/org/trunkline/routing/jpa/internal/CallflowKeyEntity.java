package org.trunkline.routing.jpa.internal;

import java.io.Serializable;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Embeddable;
import javax.persistence.EmbeddedId;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.trunkline.routing.Callflow;
import org.trunkline.routing.spi.CallflowKey;

/** One row of {@code callflow_key}: what a callflow is for. Never leaves this package. */
@Entity
@Table(name = "callflow_key")
public class CallflowKeyEntity {

    /** Its key, which makes numbers and patterns unique in an account. */
    @Embeddable
    public static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        @Column(name = "account_id", length = 32)
        private String account;

        @Column(name = "kind", length = 8)
        private String kind;

        @Column(name = "key_text", length = CallflowKey.TEXT_LENGTH_MAX)
        private String text;

        protected Key() {}

        Key(String account, CallflowKey key) {
            this.account = account;
            this.kind = key.kind().name();
            this.text = key.text();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && account.equals(key.account)
                    && kind.equals(key.kind)
                    && text.equals(key.text);
        }

        @Override
        public int hashCode() {
            return Objects.hash(account, kind, text);
        }
    }

    @EmbeddedId
    private Key key;

    @Column(name = "callflow_id", nullable = false, length = 32)
    private String callflow;

    protected CallflowKeyEntity() {}

    CallflowKeyEntity(Callflow callflow, CallflowKey key) {
        this.key = new Key(callflow.account().value(), key);
        this.callflow = callflow.id();
    }

    CallflowKey key() {
        return new CallflowKey(CallflowKey.Kind.valueOf(key.kind), key.text);
    }

    String callflow() {
        return callflow;
    }
}
