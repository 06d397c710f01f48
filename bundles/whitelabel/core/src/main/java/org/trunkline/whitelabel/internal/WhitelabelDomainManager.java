package org.trunkline.whitelabel.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.json.Differences;
import org.trunkline.json.Json;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Permission;
import org.trunkline.whitelabel.Whitelabel;
import org.trunkline.whitelabel.WhitelabelDomainService;
import org.trunkline.whitelabel.internal.DnsRecords.Wanted;
import org.trunkline.whitelabel.spi.WhitelabelStore;

/** Compares what domains need with what the DNS says of them. */
@Component
public final class WhitelabelDomainManager implements WhitelabelDomainService {
    private static final Logger LOG = LoggerFactory.getLogger(WhitelabelDomainManager.class);

    /** Two attempts of one question take 6 seconds, so that servers that are silent hold up nobody for longer. */
    private static final int LOOKUPS_TIME_MAX_S = 10;

    private final WhitelabelStore store;
    private final AccountTree tree;
    private final Access access;
    private final DnsResolver dns;
    private final Clock clock;
    private final ExecutorService lookups =
            Executors.newFixedThreadPool(DnsRecords.NAMES_MAX, WhitelabelDomainManager::thread);

    @Activate
    public WhitelabelDomainManager(
            @Reference WhitelabelStore store,
            @Reference AccountTree tree,
            @Reference Access access,
            @Reference DnsResolver dns,
            @Reference Clock clock) {
        this.store = store;
        this.tree = tree;
        this.access = access;
        this.dns = dns;
        this.clock = clock;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "trunkline-whitelabel-dns");
        thread.setDaemon(true);
        return thread;
    }

    @Deactivate
    void stop() {
        lookups.shutdownNow();
    }

    @Override
    public ObjectNode records(Caller caller) {
        access.require(caller, caller.account(), Permission.WHITELABEL_WRITE);
        return store.dnsRecords();
    }

    @Override
    public ObjectNode writeRecords(Caller caller, ObjectNode records) {
        AccountId root = tree.root().id();
        access.require(caller, root, Permission.WHITELABEL_WRITE);
        ObjectNode read = DnsRecords.read(records);
        ObjectNode detail = Json.object();
        detail.set("changes", Differences.of(store.dnsRecords(), read));
        Change change = new Change(
                WhitelabelManager.TOPIC,
                "dns",
                root,
                "dns_changed",
                caller,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                Json.write(detail));
        store.writeDnsRecords(read, change);
        return read;
    }

    @Override
    public ObjectNode expected(Caller caller, AccountId account, Optional<String> domain) {
        access.require(caller, account, Permission.WHITELABEL_READ);
        return DnsRecords.expected(wanted(account, domain));
    }

    /** Makes this server ask others, so that not everybody may. */
    @Override
    public ObjectNode compared(Caller caller, AccountId account, Optional<String> domain) {
        WhitelabelManager.requireWriter(access, caller, account);
        List<Wanted> wanted = wanted(account, domain);
        return DnsRecords.compared(wanted, actual(wanted));
    }

    private List<Wanted> wanted(AccountId account, Optional<String> domain) {
        Whitelabel whitelabel = store.find(account).orElseThrow(() -> new NotFoundException("whitelabel"));
        String asked = domain.map(WhitelabelDocument::normal)
                .or(whitelabel::domain)
                .orElseThrow(() -> new NotFoundException("domain"));
        if (!WhitelabelDocument.isDomain(asked)) {
            throw new InvalidException(Whitelabel.DOMAIN, "pattern", "The domain must be the name of a host");
        }
        return DnsRecords.of(store.dnsRecords(), asked);
    }

    private List<List<String>> actual(List<Wanted> all) {
        List<Callable<List<String>>> questions = new ArrayList<>();
        all.forEach(wanted -> questions.add(() -> dns.lookup(wanted.type(), wanted.name())));
        try {
            return lookups.invokeAll(questions, LOOKUPS_TIME_MAX_S, TimeUnit.SECONDS).stream()
                    .map(WhitelabelDomainManager::answered)
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return all.stream().map(wanted -> List.<String>of()).toList();
        }
    }

    /** Whoever does not answer says nothing; that is what is shown. */
    private static List<String> answered(Future<List<String>> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            LOG.warn("A question to the DNS failed", e);
            return List.of();
        } catch (CancellationException e) {
            LOG.debug("The DNS did not answer in time", e);
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
