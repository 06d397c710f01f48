package org.trunkline.ledger.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.ledger.FundingMode;
import org.trunkline.ledger.spi.FundingStore.Funding;

/** What every {@link FundingStore} promises. */
public interface FundingStoreContract {
    AccountId ACME = new AccountId("a".repeat(32));
    AccountId GLOBEX = new AccountId("b".repeat(32));

    FundingStore fundings();

    private void save(AccountId account, Funding funding) {
        Instant at = Instant.parse("2026-11-28T12:00:00Z");
        fundings()
                .save(
                        account,
                        funding,
                        new Change(
                                "funding",
                                account.value(),
                                account,
                                "changed",
                                Caller.system(account, "test"),
                                at,
                                "{}"));
    }

    @Test
    default void keepsWhatWasSetAndNothingElse() {
        Funding real = new Funding(Optional.of(FundingMode.REAL), true);
        save(ACME, real);

        assertThat(fundings().find(List.of(ACME, GLOBEX)))
                .containsOnlyKeys(ACME)
                .containsEntry(ACME, real);
        assertThat(fundings().find(List.of(GLOBEX))).isEmpty();
        assertThat(fundings().find(List.of())).isEmpty();
    }

    @Test
    default void putsANewSettingInThePlaceOfTheOldOne() {
        save(ACME, new Funding(Optional.of(FundingMode.REAL), true));
        save(ACME, new Funding(Optional.empty(), true));
        save(GLOBEX, new Funding(Optional.of(FundingMode.GRANTED), false));
        save(GLOBEX, Funding.DEFAULT);

        assertThat(fundings().find(List.of(ACME))).containsEntry(ACME, new Funding(Optional.empty(), true));
        assertThat(fundings().find(List.of(GLOBEX)).getOrDefault(GLOBEX, Funding.DEFAULT))
                .isEqualTo(Funding.DEFAULT);
    }

    @Test
    default void findsManyAtOnce() {
        List<AccountId> many = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            many.add(new AccountId("%032x".formatted(i)));
        }
        save(many.get(7), new Funding(Optional.of(FundingMode.REAL), false));
        save(many.get(2_400), new Funding(Optional.of(FundingMode.REAL), false));

        assertThat(fundings().find(many)).containsOnlyKeys(many.get(7), many.get(2_400));
    }
}
