package org.trunkline.limits.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.json.Checks;
import org.trunkline.json.Differences;
import org.trunkline.json.Json;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.Permission;
import org.trunkline.kernel.Races;
import org.trunkline.limits.Allotment;
import org.trunkline.limits.AllotmentForm;
import org.trunkline.limits.AllotmentUsed;
import org.trunkline.limits.Allotments;
import org.trunkline.limits.Cycle;
import org.trunkline.limits.LimitForm;
import org.trunkline.limits.Limits;
import org.trunkline.limits.spi.AllotmentUseStore;
import org.trunkline.limits.spi.LimitDocument;
import org.trunkline.limits.spi.LimitStore;

/** Who may give which free seconds, and how many were used (crossbar-api §6.9). */
@Component(reference = @Reference(name = "additional", service = AdditionalServices.class))
public final class AllotmentManager implements Allotments {
    /** The words of the wire. */
    private static final String NOT_CONFIGURED = "allotments are not configured for this account yet";

    private static final String NOT_THE_SELLER =
            "sub-accounts of non-master resellers must contact the reseller to change their allotments";

    private final LimitStore store;
    private final AllotmentUseStore uses;
    private final AccountTree tree;
    private final Access access;
    private final Clock clock;

    @Activate
    public AllotmentManager(
            @Reference LimitStore store,
            @Reference AllotmentUseStore uses,
            @Reference AccountTree tree,
            @Reference Access access,
            @Reference Clock clock) {
        this.store = store;
        this.uses = uses;
        this.tree = tree;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public ObjectNode get(Caller caller, AccountId account) {
        access.require(caller, account, Permission.LIMITS_READ);
        return AllotmentForm.stored(configured(account));
    }

    private ObjectNode configured(AccountId account) {
        return store.find(account)
                .map(LimitDocument::document)
                .filter(document -> document.has(AllotmentForm.FIELD))
                .orElseThrow(() -> new DomainException(ErrorKind.INVALID, NOT_CONFIGURED, NOT_CONFIGURED));
    }

    @Override
    public ObjectNode replace(Caller caller, AccountId account, ObjectNode document) {
        access.require(caller, account, Permission.LIMITS_READ);
        if (!access.allows(caller, account, Permission.LIMITS_WRITE)) {
            throw new DomainException(ErrorKind.INVALID, NOT_THE_SELLER, NOT_THE_SELLER);
        }
        ObjectNode allotments = document.deepCopy();
        Checks checks = new Checks(allotments);
        AllotmentForm.check(allotments, checks);
        checks.throwIfAny();
        checks.size(Checks.DOCUMENT_LENGTH_MAX).throwIfAny();
        return Races.win(() -> {
            LimitDocument old = store.find(account).orElseGet(() -> LimitDocument.empty(account));
            ObjectNode limits = old.document().deepCopy();
            limits.set(AllotmentForm.FIELD, allotments);
            store.save(new LimitDocument(account, limits, old.revision()), changed(caller, old, limits));
            return allotments;
        });
    }

    private Change changed(Caller caller, LimitDocument old, ObjectNode limits) {
        ObjectNode detail = Json.object();
        detail.set("changes", Differences.of(old.document(), limits));
        return new Change(
                LimitManager.TOPIC,
                old.account().value(),
                old.account(),
                "allotments_changed",
                caller,
                clock.instant(),
                Json.write(detail));
    }

    @Override
    public List<AllotmentUsed> used(Caller caller, AccountId account, Optional<Instant> from, Optional<Instant> to) {
        access.require(caller, account, Permission.LIMITS_READ);
        Limits limits = LimitForm.readStored(configured(account), Limits.DEFAULTS);
        Instant now = clock.instant();
        ZoneId zone = zone(account);
        Map<Instant, Map<String, Long>> sums = new HashMap<>();
        List<AllotmentUsed> used = new ArrayList<>();
        for (Allotment each : new TreeMap<>(limits.allotments()).values()) {
            Cycle cycle = each.cycle();
            Instant start = from.orElseGet(() -> cycle.start(now, zone));
            Instant end = from.isPresent() ? to.orElseThrow() : cycle.end(now, zone);
            Map<String, Long> taken = sums.computeIfAbsent(start, unknown -> uses.sums(account, start, end));
            Optional<Cycle> named = from.isPresent() ? Optional.empty() : Optional.of(cycle);
            used.add(new AllotmentUsed(each.name(), named, start, end, taken.getOrDefault(each.name(), 0L)));
        }
        return used;
    }

    private ZoneId zone(AccountId account) {
        return tree.find(account).map(Zones::of).orElse(ZoneOffset.UTC);
    }
}
