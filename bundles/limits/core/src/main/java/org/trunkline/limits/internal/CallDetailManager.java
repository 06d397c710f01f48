package org.trunkline.limits.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.AccountUsers;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Permission;
import org.trunkline.kernel.UserId;
import org.trunkline.limits.CallDetail;
import org.trunkline.limits.CallDetails;
import org.trunkline.limits.CallTotal;
import org.trunkline.limits.spi.CallDetailStore;
import org.trunkline.limits.spi.StoredDetail;
import org.trunkline.rating.RateLookup;

/** Shows call attempts to those who may see them, each as far as it may. */
@Component(reference = @Reference(name = "additional", service = AdditionalServices.class))
public final class CallDetailManager implements CallDetails {
    private static final int ID_LENGTH_MAX = 64;

    private final CallDetailStore store;
    private final AccountTree tree;
    private final Access access;
    private final RateLookup rates;
    private final Optional<AccountUsers> users;

    /** @param users null where nobody keeps users: then any is as good as another */
    @Activate
    public CallDetailManager(
            @Reference CallDetailStore store,
            @Reference AccountTree tree,
            @Reference Access access,
            @Reference RateLookup rates,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    AccountUsers users) {
        this.store = store;
        this.tree = tree;
        this.access = access;
        this.rates = rates;
        this.users = Optional.ofNullable(users);
    }

    @Override
    public Page<CallDetail> list(
            Caller caller, AccountId account, Instant from, Instant to, boolean firstLegs, PageRequest page) {
        access.require(caller, account, Permission.ACCOUNT_READ);
        return store.list(account, Optional.empty(), from, to, firstLegs, page).map(view(caller)::of);
    }

    @Override
    public Page<CallDetail> list(
            Caller caller,
            AccountId account,
            UserId user,
            Instant from,
            Instant to,
            boolean firstLegs,
            PageRequest page) {
        access.require(caller, account, Permission.ACCOUNT_READ);
        if (users.isPresent() && !users.get().has(account, user)) {
            throw new NotFoundException(user.value());
        }
        return store.list(account, Optional.of(user), from, to, firstLegs, page).map(view(caller)::of);
    }

    @Override
    public CallDetail get(Caller caller, AccountId account, String id) {
        access.require(caller, account, Permission.ACCOUNT_READ);
        return view(caller).of(store.find(account, id).orElseThrow(() -> new NotFoundException(shortened(id))));
    }

    @Override
    public List<CallDetail> legs(Caller caller, AccountId account, String id) {
        access.require(caller, account, Permission.ACCOUNT_READ);
        String interaction =
                store.find(account, id).map(StoredDetail::interactionId).orElse(id);
        List<StoredDetail> legs = store.legs(account, interaction);
        if (legs.isEmpty()) {
            throw new NotFoundException(shortened(id));
        }
        return legs.stream().map(view(caller)::of).toList();
    }

    @Override
    public List<CallTotal> totals(Caller caller, AccountId account, Instant from, Instant to) {
        access.require(caller, account, Permission.ACCOUNT_READ);
        return store.totals(account, from, to);
    }

    private DetailView view(Caller caller) {
        AccountId reader = caller.account();
        return new DetailView(
                reader,
                account -> tree.contains(reader, account),
                tree.root().id().equals(reader),
                rates);
    }

    private static String shortened(String id) {
        return id.length() <= ID_LENGTH_MAX ? id : id.substring(0, ID_LENGTH_MAX);
    }
}
