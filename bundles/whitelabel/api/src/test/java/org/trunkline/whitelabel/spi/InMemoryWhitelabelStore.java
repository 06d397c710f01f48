package org.trunkline.whitelabel.spi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.whitelabel.Whitelabel;
import org.trunkline.whitelabel.WhitelabelImage;
import org.trunkline.whitelabel.WhitelabelImage.Kind;

/** Names and looks in memory, for tests. */
public final class InMemoryWhitelabelStore implements WhitelabelStore {
    private final Map<AccountId, Whitelabel> rows = new TreeMap<>();
    private final Map<AccountId, Map<Kind, WhitelabelImage>> images = new TreeMap<>();
    private final Map<AccountId, String> pages = new TreeMap<>();
    private ObjectNode dns = Json.object();

    @Override
    public synchronized Optional<Whitelabel> find(AccountId account) {
        return Optional.ofNullable(rows.get(account));
    }

    @Override
    public synchronized Optional<Whitelabel> findByDomain(String domain) {
        return rows.values().stream()
                .filter(each -> each.domain().equals(Optional.of(domain)))
                .findFirst();
    }

    @Override
    public synchronized Whitelabel insert(Whitelabel whitelabel, Change change) {
        if (rows.containsKey(whitelabel.account())) {
            throw new ConflictException("account");
        }
        return put(whitelabel.atRevision(1));
    }

    @Override
    public synchronized Whitelabel update(Whitelabel whitelabel, Change change) {
        requireStored(whitelabel);
        return put(whitelabel.atRevision(whitelabel.revision() + 1));
    }

    @Override
    public synchronized void delete(Whitelabel whitelabel, Change change) {
        requireStored(whitelabel);
        rows.remove(whitelabel.account());
        images.remove(whitelabel.account());
        pages.remove(whitelabel.account());
    }

    private Whitelabel put(Whitelabel whitelabel) {
        boolean isTaken = whitelabel.domain().flatMap(this::findByDomain).stream()
                .anyMatch(each -> !each.account().equals(whitelabel.account()));
        if (isTaken) {
            throw new ConflictException("domain");
        }
        rows.put(whitelabel.account(), whitelabel);
        return whitelabel;
    }

    private void requireStored(Whitelabel whitelabel) {
        if (find(whitelabel.account()).map(Whitelabel::revision).orElse(0L) != whitelabel.revision()) {
            throw new ConflictException("revision");
        }
    }

    @Override
    public synchronized Optional<WhitelabelImage> image(AccountId account, Kind kind) {
        return Optional.ofNullable(images.getOrDefault(account, Map.of()).get(kind));
    }

    @Override
    public synchronized void writeImage(AccountId account, Kind kind, WhitelabelImage image, Change change) {
        if (!rows.containsKey(account)) {
            throw new NotFoundException(account.value());
        }
        images.computeIfAbsent(account, id -> new EnumMap<>(Kind.class)).put(kind, image);
    }

    @Override
    public synchronized Optional<String> welcome(AccountId account) {
        return Optional.ofNullable(pages.get(account));
    }

    @Override
    public synchronized void writeWelcome(AccountId account, String html, Change change) {
        if (!rows.containsKey(account)) {
            throw new NotFoundException(account.value());
        }
        pages.put(account, html);
    }

    @Override
    public synchronized ObjectNode dnsRecords() {
        return dns.deepCopy();
    }

    @Override
    public synchronized void writeDnsRecords(ObjectNode records, Change change) {
        dns = records.deepCopy();
    }
}
