package org.trunkline.mail.spi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.mail.Mail;
import org.trunkline.mail.MailState;

/** Mails in memory, for tests. */
public final class InMemoryMailStore implements MailStore {
    private final Map<String, Mail> mails = new LinkedHashMap<>();
    private final Map<String, Instant> leases = new LinkedHashMap<>();

    @Override
    public synchronized boolean insert(Mail mail, Change change) {
        return mails.putIfAbsent(mail.id(), mail) == null;
    }

    @Override
    public synchronized Optional<Mail> find(String id) {
        return Optional.ofNullable(mails.get(id));
    }

    @Override
    public synchronized Page<Mail> list(Optional<AccountId> account, Optional<MailState> state, PageRequest page) {
        Comparator<Mail> order = Comparator.comparing(Mail::created).thenComparing(Mail::id);
        List<Mail> rows = new ArrayList<>(mails.values().stream()
                .filter(mail -> account.isEmpty() || mail.account().equals(account.get()))
                .filter(mail -> state.isEmpty() || mail.state() == state.get())
                .sorted(page.ascending() ? order : order.reversed())
                .dropWhile(mail -> page.startKey().isPresent()
                        && !key(mail).equals(page.startKey().get()))
                .limit(page.size() + 1L)
                .toList());
        return rows.size() <= page.size()
                ? Page.last(rows)
                : new Page<>(rows.subList(0, page.size()), Optional.of(key(rows.get(page.size()))));
    }

    private static String key(Mail mail) {
        return mail.created() + mail.id();
    }

    @Override
    public synchronized List<Claim> claim(Instant now, Instant until, int sizeMax) {
        List<Claim> claims = new ArrayList<>();
        mails.values().stream()
                .filter(mail -> mail.state() == MailState.WAITING
                        && !mail.due().isAfter(now)
                        && !leases.getOrDefault(mail.id(), Instant.MIN).isAfter(now))
                .sorted(Comparator.comparing(Mail::due).thenComparing(Mail::id))
                .limit(sizeMax)
                .toList()
                .forEach(mail -> {
                    leases.put(mail.id(), until);
                    Mail claimed = changed(mail, MailState.WAITING, mail.attempts() + 1, mail.due(), mail.error());
                    mails.put(mail.id(), claimed);
                    claims.add(new Claim(claimed, until));
                });
        return claims;
    }

    @Override
    public synchronized boolean sent(Claim claim, Instant at) {
        return held(
                claim,
                mail -> new Mail(
                        mail.id(),
                        mail.account(),
                        mail.kind(),
                        mail.to(),
                        mail.from(),
                        mail.subject(),
                        "",
                        "",
                        MailState.SENT,
                        mail.attempts(),
                        mail.created(),
                        mail.due(),
                        Optional.of(at),
                        Optional.empty()));
    }

    @Override
    public synchronized boolean delay(Claim claim, Instant due, String error) {
        return held(claim, mail -> changed(mail, MailState.WAITING, mail.attempts(), due, Optional.of(error)));
    }

    @Override
    public synchronized boolean fail(Claim claim, String error) {
        return held(claim, mail -> changed(mail, MailState.FAILED, mail.attempts(), mail.due(), Optional.of(error)));
    }

    private boolean held(Claim claim, java.util.function.UnaryOperator<Mail> change) {
        Mail mail = mails.get(claim.mail().id());
        if (mail == null || mail.state() != MailState.WAITING || !claim.until().equals(leases.get(mail.id()))) {
            return false;
        }
        leases.remove(mail.id());
        mails.put(mail.id(), change.apply(mail));
        return true;
    }

    @Override
    public synchronized boolean renew(String id, Instant now, Change change) {
        Mail mail = mails.get(id);
        if (mail == null || mail.state() == MailState.SENT) {
            return false;
        }
        leases.remove(id);
        mails.put(
                id,
                new Mail(
                        id,
                        mail.account(),
                        mail.kind(),
                        mail.to(),
                        mail.from(),
                        mail.subject(),
                        mail.text(),
                        mail.html(),
                        MailState.WAITING,
                        0,
                        now,
                        now,
                        Optional.empty(),
                        Optional.empty()));
        return true;
    }

    @Override
    public synchronized int deleteBefore(Instant before, int sizeMax) {
        List<Mail> old = mails.values().stream()
                .filter(mail -> mail.created().isBefore(before))
                .limit(sizeMax)
                .toList();
        old.forEach(mail -> mails.remove(mail.id()));
        return old.size();
    }

    private static Mail changed(Mail mail, MailState state, int attempts, Instant due, Optional<String> error) {
        return new Mail(
                mail.id(),
                mail.account(),
                mail.kind(),
                mail.to(),
                mail.from(),
                mail.subject(),
                mail.text(),
                mail.html(),
                state,
                attempts,
                mail.created(),
                due,
                mail.sent(),
                error);
    }
}
