package org.trunkline.mail.internal;

import java.lang.annotation.Annotation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Permission;
import org.trunkline.kernel.Secrets;
import org.trunkline.kernel.TestSecrets;

/** What tests of mails are given: root, a reseller below it, a customer below that, and a clock that they move. */
final class Given extends Clock implements AccountTree, Access {
    static final AccountId ROOT = new AccountId("0".repeat(32));
    static final AccountId RESELLER = new AccountId("a".repeat(32));
    static final AccountId CUSTOMER = new AccountId("b".repeat(32));
    static final Caller SYSTEM = Caller.system(ROOT, "test");
    static final Secrets SECRETS = TestSecrets.of("a master key for tests");

    private Instant now = Instant.parse("2026-11-28T12:00:00Z");

    void move(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public AccountNode root() {
        return node(ROOT, Optional.empty(), true);
    }

    @Override
    public Optional<AccountNode> find(AccountId account) {
        return List.of(root(), node(RESELLER, Optional.of(ROOT), true), node(CUSTOMER, Optional.of(RESELLER), false))
                .stream()
                .filter(node -> node.id().equals(account))
                .findFirst();
    }

    @Override
    public Optional<AccountNode> findByRealm(String realm) {
        return Optional.empty();
    }

    @Override
    public List<AccountNode> chain(AccountId account) {
        List<AccountNode> chain = new ArrayList<>();
        Optional<AccountNode> node = find(account);
        while (node.isPresent()) {
            chain.add(node.get());
            node = node.get().parent().flatMap(this::find);
        }
        return chain;
    }

    @Override
    public boolean contains(AccountId ancestor, AccountId account) {
        return chain(account).stream().anyMatch(node -> node.id().equals(ancestor));
    }

    @Override
    public Optional<AccountNode> seller(AccountId account) {
        return chain(account).stream().skip(1).filter(AccountNode::reseller).findFirst();
    }

    @Override
    public boolean enabled(AccountId account) {
        return true;
    }

    @Override
    public AccountNode require(Caller caller, AccountId account, Permission permission) {
        if (!contains(caller.account(), account)) {
            throw new NotFoundException(account.value());
        }
        if (!caller.role().atLeast(permission.role())) {
            throw new ForbiddenException("the caller lacks the right " + permission.name());
        }
        return find(account).orElseThrow();
    }

    @Override
    public boolean allows(Caller caller, AccountId account, Permission permission) {
        return contains(caller.account(), account) && caller.role().atLeast(permission.role());
    }

    private static AccountNode node(AccountId id, Optional<AccountId> parent, boolean reseller) {
        return new AccountNode(
                id,
                parent,
                id.value().substring(0, 1),
                "x.example",
                true,
                reseller,
                "USD",
                "US",
                "UTC",
                "en-US",
                Set.of(),
                Set.of());
    }

    /** Settings for a server on this machine. */
    record Config(
            String smtp_host, int smtp_port, String smtp_user, String _smtp_password, String smtp_tls, String smtp_from)
            implements MailConfig {
        static Config at(int port) {
            return new Config("127.0.0.1", port, "", "", "none", "noreply@trunkline.example");
        }

        @Override
        public int attempts_max() {
            return 3;
        }

        @Override
        public int age_hours_max() {
            return 48;
        }

        @Override
        public int keep_days() {
            return 30;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return MailConfig.class;
        }
    }
}
