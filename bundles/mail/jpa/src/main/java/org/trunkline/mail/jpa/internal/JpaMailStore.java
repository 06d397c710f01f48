package org.trunkline.mail.jpa.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.LockModeType;
import javax.persistence.TypedQuery;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.mail.Mail;
import org.trunkline.mail.MailState;
import org.trunkline.mail.spi.MailStore;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;

/** Keeps mails in the table {@code mail}. */
@Component
public final class JpaMailStore implements MailStore {
    private static final String KEY_FORM = "[0-9]{1,18}-[0-9a-f]{32}";
    private static final int ERROR_LENGTH_MAX = 500;

    private final Transactions transactions;

    /** @param schema only waited for: without the table nothing can be read */
    @Activate
    public JpaMailStore(
            @Reference(target = "(osgi.unit.name=mail)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=mail)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
    }

    @Override
    public boolean insert(Mail mail, Change change) {
        try {
            return transactions.write(change, em -> {
                if (em.find(MailEntity.class, mail.id()) != null) {
                    throw new Unchanged();
                }
                em.persist(new MailEntity(mail));
                return true;
            });
        } catch (Unchanged e) {
            return false;
        } catch (org.trunkline.kernel.ConflictException e) {
            // two at the same time: the primary key let one in
            if (find(mail.id()).isEmpty()) {
                throw e;
            }
            return false;
        }
    }

    @Override
    public Optional<Mail> find(String id) {
        return transactions.read(
                em -> Optional.ofNullable(em.find(MailEntity.class, id)).map(MailEntity::toMail));
    }

    @Override
    public Page<Mail> list(Optional<AccountId> account, Optional<MailState> state, PageRequest page) {
        return transactions.read(em ->
                Page.cut(rows(em, account, state, page), page, MailEntity::key).map(MailEntity::toMail));
    }

    private static List<MailEntity> rows(
            EntityManager em, Optional<AccountId> account, Optional<MailState> state, PageRequest page) {
        Optional<String> start = page.startKey().filter(key -> key.matches(KEY_FORM));
        String beyond = page.ascending() ? ">" : "<";
        String order = page.ascending() ? "" : " desc";
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        account.ifPresent(id -> conditions.add("m.account = :account"));
        state.ifPresent(wanted -> conditions.add("m.state = :state"));
        start.ifPresent(key -> conditions.add("(m.createdAtMicros " + beyond
                + " :micros or m.createdAtMicros = :micros and m.id " + beyond + "= :id)"));
        TypedQuery<MailEntity> query = em.createQuery(
                "select m from MailEntity m where " + String.join(" and ", conditions) + " order by m.createdAtMicros"
                        + order + ", m.id" + order,
                MailEntity.class);
        account.ifPresent(id -> query.setParameter("account", id.value()));
        state.ifPresent(wanted -> query.setParameter("state", wanted.name()));
        start.ifPresent(key -> query.setParameter("micros", Long.parseLong(key.substring(0, key.indexOf('-'))))
                .setParameter("id", key.substring(key.indexOf('-') + 1)));
        return query.setMaxResults(page.size() + 1).getResultList();
    }

    @Override
    public List<Claim> claim(Instant now, Instant until, int sizeMax) {
        List<String> due = transactions.read(em -> em.createQuery(
                        "select m.id from MailEntity m where m.state = :state and m.dueAtMicros <= :now"
                                + " and m.leasedUntilMicros <= :now order by m.dueAtMicros, m.id",
                        String.class)
                .setParameter("state", MailState.WAITING.name())
                .setParameter("now", Micros.of(now))
                .setMaxResults(sizeMax)
                .getResultList());
        List<Claim> claims = new ArrayList<>();
        for (String id : due) {
            claimed(id, now, until).ifPresent(claims::add);
        }
        return claims;
    }

    /** The row is looked at again under its lock: of several senders that saw it one takes it. */
    private Optional<Claim> claimed(String id, Instant now, Instant until) {
        return transactions.write(List.of(), em -> {
            MailEntity row = em.find(MailEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
            if (row == null || !row.mayBeClaimed(now)) {
                return Optional.<Claim>empty();
            }
            row.claim(until);
            return Optional.of(new Claim(row.toMail(), until));
        });
    }

    @Override
    public boolean sent(Claim claim, Instant at) {
        return held(claim, row -> row.sent(at));
    }

    @Override
    public boolean delay(Claim claim, Instant due, String error) {
        return held(claim, row -> row.delay(due, cut(error)));
    }

    @Override
    public boolean fail(Claim claim, String error) {
        return held(claim, row -> row.fail(cut(error)));
    }

    private boolean held(Claim claim, Consumer<MailEntity> work) {
        return transactions.write(List.of(), em -> {
            MailEntity row = em.find(MailEntity.class, claim.mail().id(), LockModeType.PESSIMISTIC_WRITE);
            if (row == null || !row.isHeld(claim.until())) {
                return false;
            }
            work.accept(row);
            return true;
        });
    }

    @Override
    public boolean renew(String id, Instant now, Change change) {
        try {
            return transactions.write(change, em -> {
                MailEntity row = em.find(MailEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
                if (row == null || row.is(MailState.SENT)) {
                    throw new Unchanged();
                }
                row.renew(now);
                return true;
            });
        } catch (Unchanged e) {
            return false;
        }
    }

    @Override
    public int deleteBefore(Instant before, int sizeMax) {
        return transactions.write(List.of(), em -> {
            List<MailEntity> rows = em.createQuery(
                            "select m from MailEntity m where m.createdAtMicros < :before order by m.createdAtMicros",
                            MailEntity.class)
                    .setParameter("before", Micros.of(before))
                    .setMaxResults(sizeMax)
                    .getResultList();
            rows.forEach(em::remove);
            return rows.size();
        });
    }

    private static String cut(String text) {
        return text.length() <= ERROR_LENGTH_MAX ? text : text.substring(0, ERROR_LENGTH_MAX);
    }

    /** Nothing is recorded of a change that was not made. */
    private static final class Unchanged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unchanged() {
            super("the mail stands otherwise", null, false, false);
        }
    }
}
