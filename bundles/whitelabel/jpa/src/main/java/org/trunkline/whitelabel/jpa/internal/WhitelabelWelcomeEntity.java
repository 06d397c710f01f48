package org.trunkline.whitelabel.jpa.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.kernel.AccountId;

/** One row of {@code whitelabel_welcome}. Never leaves this package. */
@Entity
@Table(name = "whitelabel_welcome")
public class WhitelabelWelcomeEntity {
    @Id
    @Column(name = "account_id", length = 32)
    private String account;

    @Column(name = "html", nullable = false)
    private String html;

    protected WhitelabelWelcomeEntity() {}

    WhitelabelWelcomeEntity(AccountId account, String html) {
        this.account = account.value();
        write(html);
    }

    final void write(String newHtml) {
        html = newHtml;
    }

    String html() {
        return html;
    }
}
