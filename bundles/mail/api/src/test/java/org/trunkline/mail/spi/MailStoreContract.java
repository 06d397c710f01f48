package org.trunkline.mail.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.mail.Mail;
import org.trunkline.mail.MailKind;
import org.trunkline.mail.MailState;

/** What every store of mails does. */
public interface MailStoreContract {
    AccountId ACCOUNT = new AccountId("a".repeat(32));
    AccountId OTHER = new AccountId("b".repeat(32));
    Instant NOW = Instant.parse("2026-11-28T12:00:00.123456Z");
    Duration LEASE = Duration.ofMinutes(5);

    MailStore mails();

    static Mail mail(int number, AccountId account, Instant created) {
        return new Mail(
                String.format("%032x", number),
                account,
                MailKind.NEW_USER,
                "ann@acme.example",
                Optional.of("desk@seller.example"),
                "Welcome é",
                "text " + number,
                "<p>html</p>",
                MailState.WAITING,
                0,
                created,
                created,
                Optional.empty(),
                Optional.empty());
    }

    static Change change(String id) {
        return new Change("mails", id, ACCOUNT, "queued", Caller.system(ACCOUNT, "test"), NOW, "{}");
    }

    default Mail added(int number, Instant created) {
        Mail mail = mail(number, ACCOUNT, created);
        assertThat(mails().insert(mail, change(mail.id()))).isTrue();
        return mail;
    }

    @Test
    default void keepsAMailOnceUnderItsId() {
        Mail mail = added(1, NOW);

        assertThat(mails().insert(mail(1, OTHER, NOW.plusSeconds(1)), change(mail.id())))
                .isFalse();
        assertThat(mails().find(mail.id())).contains(mail);
        assertThat(mails().find("f".repeat(32))).isEmpty();
    }

    @Test
    default void listsByTimeStateAndAccount() {
        added(1, NOW);
        added(2, NOW.plusSeconds(1));
        added(3, NOW.plusSeconds(2));
        Mail other = mail(4, OTHER, NOW.plusSeconds(3));
        mails().insert(other, change(other.id()));
        mails().fail(mails().claim(NOW, NOW.plus(LEASE), 1).get(0), "refused");

        Page<Mail> first =
                mails().list(Optional.empty(), Optional.empty(), new PageRequest(Optional.empty(), 3, false));
        assertThat(first.rows()).extracting(Mail::id).containsExactly(id(4), id(3), id(2));
        assertThat(mails().list(Optional.empty(), Optional.empty(), new PageRequest(first.nextStartKey(), 3, false))
                        .rows())
                .extracting(Mail::id)
                .containsExactly(id(1));
        PageRequest all = new PageRequest(Optional.empty(), 10, true);
        assertThat(mails().list(Optional.of(OTHER), Optional.empty(), all).rows())
                .containsExactly(other);
        assertThat(mails().list(Optional.empty(), Optional.of(MailState.FAILED), all)
                        .rows())
                .extracting(Mail::id)
                .containsExactly(id(1));
    }

    private static String id(int number) {
        return String.format("%032x", number);
    }

    @Test
    default void givesADueMailToOneSenderUntilItsLeaseEnds() {
        added(1, NOW);
        added(2, NOW.plusSeconds(60));

        List<MailStore.Claim> claims = mails().claim(NOW, NOW.plus(LEASE), 10);

        assertThat(claims).extracting(claim -> claim.mail().id()).containsExactly(id(1));
        assertThat(claims.get(0).mail().attempts()).isEqualTo(1);
        assertThat(mails().claim(NOW.plusSeconds(1), NOW.plusSeconds(1).plus(LEASE), 10))
                .isEmpty();
        Instant later = NOW.plus(LEASE);
        assertThat(mails().claim(later, later.plus(LEASE), 1))
                .singleElement()
                .satisfies(claim -> assertThat(claim.mail().attempts()).isEqualTo(2));
        assertThat(mails().sent(claims.get(0), later)).as("who lost its lease").isFalse();
        assertThat(mails().find(id(1)).orElseThrow().state()).isEqualTo(MailState.WAITING);
    }

    @Test
    default void givesEachMailToOneOfManySenders() throws Exception {
        for (int i = 1; i <= 20; i++) {
            added(i, NOW);
        }
        ExecutorService senders = Executors.newFixedThreadPool(4);
        try {
            List<Callable<List<MailStore.Claim>>> work = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                // a lease of its own tells whose it is
                Instant until = NOW.plus(LEASE).plusSeconds(i);
                work.add(() -> mails().claim(NOW, until, 20));
            }
            List<String> claimed = new ArrayList<>();
            for (Future<List<MailStore.Claim>> each : senders.invokeAll(work)) {
                each.get().forEach(claim -> claimed.add(claim.mail().id()));
            }
            assertThat(claimed).hasSize(20).doesNotHaveDuplicates();
        } finally {
            senders.shutdownNow();
        }
    }

    @Test
    default void forgetsTheTextOfWhatIsSent() {
        added(1, NOW);

        assertThat(mails().sent(mails().claim(NOW, NOW.plus(LEASE), 1).get(0), NOW.plusSeconds(2)))
                .isTrue();

        Mail sent = mails().find(id(1)).orElseThrow();
        assertThat(sent.state()).isEqualTo(MailState.SENT);
        assertThat(sent.sent()).contains(NOW.plusSeconds(2));
        assertThat(sent.text() + sent.html()).isEmpty();
        assertThat(mails().renew(id(1), NOW, change(id(1)))).isFalse();
        assertThat(mails().claim(NOW.plusSeconds(9_999), NOW.plusSeconds(99_999), 1))
                .isEmpty();
    }

    @Test
    default void triesADelayedMailWhenItIsDue() {
        added(1, NOW);

        assertThat(mails().delay(mails().claim(NOW, NOW.plus(LEASE), 1).get(0), NOW.plusSeconds(120), "x".repeat(600)))
                .isTrue();

        assertThat(mails().claim(NOW.plusSeconds(119), NOW.plusSeconds(999), 1)).isEmpty();
        assertThat(mails().claim(NOW.plusSeconds(120), NOW.plusSeconds(999), 1)).hasSize(1);
        assertThat(mails().find(id(1)).orElseThrow().error()).isPresent();
    }

    @Test
    default void triesAFailedMailAgainOnRequest() {
        added(1, NOW);
        mails().fail(mails().claim(NOW, NOW.plus(LEASE), 1).get(0), "550 no such user");
        assertThat(mails().claim(NOW.plusSeconds(9_999), NOW.plusSeconds(99_999), 1))
                .isEmpty();

        assertThat(mails().renew(id(1), NOW.plusSeconds(60), change(id(1)))).isTrue();

        Mail renewed = mails().find(id(1)).orElseThrow();
        assertThat(renewed.state()).isEqualTo(MailState.WAITING);
        assertThat(renewed.attempts()).isZero();
        assertThat(renewed.error()).isEmpty();
        assertThat(mails().claim(NOW.plusSeconds(60), NOW.plusSeconds(999), 1)).hasSize(1);
        assertThat(mails().renew("f".repeat(32), NOW, change("f".repeat(32)))).isFalse();
    }

    @Test
    default void deletesWhatIsOldSoManyAtATime() {
        added(1, NOW);
        added(2, NOW.plusSeconds(1));
        added(3, NOW.plusSeconds(2));

        assertThat(mails().deleteBefore(NOW.plusSeconds(2), 1)).isEqualTo(1);
        assertThat(mails().deleteBefore(NOW.plusSeconds(2), 10)).isEqualTo(1);
        assertThat(mails().find(id(3))).isPresent();
    }
}
