package org.trunkline.ledger.jpa.internal;

import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.kernel.AccountId;
import org.trunkline.ledger.FundingMode;
import org.trunkline.ledger.spi.FundingStore.Funding;

/** One row of {@code ledger_funding}. Never leaves this package. */
@Entity
@Table(name = "ledger_funding")
public class FundingEntity {
    @Id
    @Column(name = "account_id", length = 32)
    private String account;

    @Column(name = "funding_mode")
    private String mode;

    @Column(name = "covered", nullable = false)
    private boolean covered;

    protected FundingEntity() {}

    FundingEntity(AccountId account, Funding funding) {
        this.account = account.value();
        this.mode = funding.mode().map(FundingMode::name).orElse(null);
        this.covered = funding.covered();
    }

    AccountId account() {
        return new AccountId(account);
    }

    Funding toFunding() {
        return new Funding(Optional.ofNullable(mode).map(FundingMode::valueOf), covered);
    }
}
