package org.trunkline.ledger.jpa.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.persistence.EntityManagerFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.ledger.spi.FundingStore;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;

/** Keeps fundings in the table {@code ledger_funding}. */
@Component
public final class JpaFundingStore implements FundingStore {
    private static final int SLICE = 1_000;

    private final Transactions transactions;

    /** @param schema only waited for: without the tables nothing can be read */
    @Activate
    public JpaFundingStore(
            @Reference(target = "(osgi.unit.name=ledger)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=ledger)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
    }

    @Override
    public Map<AccountId, Funding> find(Collection<AccountId> accounts) {
        Map<AccountId, Funding> found = new HashMap<>();
        List<String> ids = accounts.stream().map(AccountId::value).toList();
        for (int from = 0; from < ids.size(); from += SLICE) {
            List<String> slice = new ArrayList<>(ids.subList(from, Math.min(from + SLICE, ids.size())));
            transactions
                    .read(em -> em.createQuery(
                                    "select f from FundingEntity f where f.account in :accounts", FundingEntity.class)
                            .setParameter("accounts", slice)
                            .getResultList())
                    .forEach(row -> found.put(row.account(), row.toFunding()));
        }
        return found;
    }

    @Override
    public void save(AccountId account, Funding funding, Change change) {
        transactions.write(change, em -> em.merge(new FundingEntity(account, funding)));
    }
}
