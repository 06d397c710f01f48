package org.trunkline.identity.internal;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.trunkline.identity.RecoveryRequest;
import org.trunkline.identity.User;
import org.trunkline.identity.spi.InMemoryLinkStore;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.kernel.Outbox;

/** Identity with mails and an outbox that brings each change at once; what fails is brought again on request. */
final class RecoveryWorld {
    static final String PAGE = "https://portal.example/ui/?a=b#c";

    final IdentityFixture identity = new IdentityFixture();
    final KeptMails mails = new KeptMails();
    final DirectOutbox outbox = new DirectOutbox(identity.feed);
    final List<Change> changes = new ArrayList<>();
    final InMemoryLinkStore store = new InMemoryLinkStore(change -> {
        changes.add(change);
        identity.feed.deliver(change);
    });
    final RecoveryLinks links =
            new RecoveryLinks(store, identity.accounts, identity.clock, new Config("https://portal.example"));
    final AccountMails accountMails =
            new AccountMails(identity.userStore, identity.accounts, links, identity.clock, outbox, mails);
    final RecoveryManager recovery = manager(mails);

    RecoveryManager manager(KeptMails installed) {
        return new RecoveryManager(
                store,
                links,
                identity.userStore,
                identity.users,
                identity.logins,
                identity.factors,
                identity.security,
                identity.records,
                identity.accounts,
                identity.keys,
                identity.clock,
                installed);
    }

    User user(AccountId account, String username, String email, boolean mail) {
        return identity.users.create(
                IdentityFixture.SYSTEM,
                account,
                Json.object()
                        .put("username", username)
                        .put("password", IdentityFixture.PASSWORD)
                        .put("first_name", "Ann")
                        .put("last_name", "Lee")
                        .put("email", email)
                        .put("priv_level", "admin")
                        .put("send_email_on_creation", mail));
    }

    void request(String account, String username, String page) {
        recovery.request(
                new RecoveryRequest(Optional.of(account), Optional.empty(), Optional.empty(), username, page),
                IdentityFixture.HERE);
    }

    record Config(String ui_urls) implements RecoveryLinks.Config {
        @Override
        public Class<? extends Annotation> annotationType() {
            return RecoveryLinks.Config.class;
        }
    }

    /** Brings what the feed says; keeps what failed. */
    static final class DirectOutbox implements Outbox {
        private record Failed(Entry entry, Consumer<Entry> work) {}

        private final ChangeFeed feed;
        private final List<Failed> failed = new ArrayList<>();
        private int count;

        DirectOutbox(ChangeFeed feed) {
            this.feed = feed;
        }

        @Override
        public ChangeFeed.Subscription consume(
                String consumer, String topic, Set<String> actions, Consumer<Entry> work) {
            return feed.subscribe(topic, change -> {
                if (actions.contains(change.action())) {
                    bring(
                            new Entry(
                                    "entry" + count++,
                                    topic,
                                    change.key(),
                                    change.account(),
                                    change.action(),
                                    change.at(),
                                    change.detail()),
                            work);
                }
            });
        }

        private void bring(Entry entry, Consumer<Entry> work) {
            try {
                work.accept(entry);
            } catch (IllegalStateException e) {
                failed.add(new Failed(entry, work));
            }
        }

        void bringAgain() {
            List<Failed> again = new ArrayList<>(failed);
            failed.clear();
            again.forEach(each -> bring(each.entry(), each.work()));
        }
    }
}
