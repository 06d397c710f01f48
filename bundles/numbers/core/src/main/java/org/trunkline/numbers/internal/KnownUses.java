package org.trunkline.numbers.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.trunkline.kernel.AccountId;
import org.trunkline.numbers.spi.NumberUses;

/** What numbers are used by, as far as those who use them are there. */
@Component(service = KnownUses.class)
public final class KnownUses {
    private final List<NumberUses> all;

    @Activate
    public KnownUses(
            @Reference(cardinality = ReferenceCardinality.MULTIPLE, policyOption = ReferencePolicyOption.GREEDY)
                    List<NumberUses> all) {
        this.all = all;
    }

    Map<String, String> of(AccountId account, Collection<String> numbers) {
        Map<String, String> uses = new HashMap<>();
        all.forEach(each -> uses.putAll(each.uses(account, numbers)));
        return uses;
    }
}
