package org.trunkline.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.trunkline.demo.Party.Role;
import org.trunkline.json.Json;

/** The accounts, decks, limits and credit that the calls meet. */
final class Scene {
    private static final BigDecimal RESELLER_CREDIT = new BigDecimal("2000");
    private static final BigDecimal CUSTOMER_CREDIT = new BigDecimal("60");
    private static final BigDecimal FURTHER_CREDIT = new BigDecimal("10");
    private static final List<BigDecimal> MARKUPS = List.of(new BigDecimal("1.35"), new BigDecimal("1.5"));
    private static final int TRUNKS = 6;

    /** Who the accounts 0 to 5 of the file are. */
    private static final List<Role> CUSTOMERS =
            List.of(Role.NORMAL, Role.RESTRICTED, Role.NO_TRUNKS, Role.NO_CREDIT, Role.DISABLED, Role.NORMAL);

    private final Portal portal;
    private final Progress progress;
    private final List<Party> resellers = new ArrayList<>();
    private final Map<Integer, Party> customers = new LinkedHashMap<>();
    private final Map<String, BigDecimal> credits = new LinkedHashMap<>();

    Scene(Portal portal, Progress progress) {
        this.portal = portal;
        this.progress = progress;
    }

    void set(Deck deck, List<PlannedCall> calls) throws IOException {
        String root = portal.ownAccount();
        progress.phase("accounts");
        for (int i = 0; i < MARKUPS.size(); i++) {
            String id = portal.createAccount(root, "Reseller " + (i + 1));
            portal.promote(id);
            resellers.add(new Party(id, "Reseller " + (i + 1), Role.RESELLER, root));
            give(id, RESELLER_CREDIT);
        }
        TreeSet<Integer> wanted = new TreeSet<>(List.of(0, 1, 2, 3, 4, 5));
        calls.forEach(call -> wanted.add(call.account()));
        for (int index : wanted) {
            customer(index, index < CUSTOMERS.size() ? CUSTOMERS.get(index) : Role.FURTHER);
            progress.tell(customers.size() + " of " + wanted.size() + " customers");
        }
        decks(deck, root);
    }

    private void customer(int index, Role role) {
        Party reseller = resellers.get(index % resellers.size());
        String name = "Customer " + (index + 1);
        String id = portal.createAccount(reseller.id(), name);
        if (role != Role.NO_TRUNKS) {
            portal.trunks(id, TRUNKS);
        }
        if (role != Role.NO_CREDIT) {
            give(id, role == Role.FURTHER ? FURTHER_CREDIT : CUSTOMER_CREDIT);
        }
        if (role == Role.DISABLED) {
            portal.change(id, Json.object().put("enabled", false));
        }
        if (role == Role.RESTRICTED) {
            ObjectNode changes = Json.object();
            changes.putObject("call_restriction").putObject("international").put("action", "deny");
            portal.change(id, changes);
        }
        customers.put(index, new Party(id, name, role, reseller.id()));
    }

    private void give(String account, BigDecimal amount) {
        portal.credit(account, amount);
        credits.put(account, amount);
    }

    private void decks(Deck deck, String root) throws IOException {
        importAs(deck, root, "wholesale", BigDecimal.ONE);
        for (int i = 0; i < resellers.size(); i++) {
            Party reseller = resellers.get(i);
            importAs(deck, reseller.id(), "retail of " + reseller.name(), MARKUPS.get(i));
            portal.sellsOwnDeck(reseller.id());
        }
    }

    private void importAs(Deck deck, String owner, String what, BigDecimal markup) throws IOException {
        progress.phase("deck, " + what);
        Path csv = Files.createTempFile("trunkline-deck", ".csv");
        try {
            long rates = deck.write(csv, markup);
            portal.importDeck(owner, csv, done -> progress.tell(done + " of " + rates + " rates"));
        } finally {
            Files.deleteIfExists(csv);
        }
    }

    Party customer(int index) {
        return customers.get(index);
    }

    /** Returns all accounts that may be charged, resellers first. */
    List<Party> parties() {
        List<Party> all = new ArrayList<>(resellers);
        all.addAll(customers.values());
        return all;
    }

    /** Returns the credit that the account began with. */
    BigDecimal credit(Party party) {
        return credits.getOrDefault(party.id(), BigDecimal.ZERO);
    }
}
