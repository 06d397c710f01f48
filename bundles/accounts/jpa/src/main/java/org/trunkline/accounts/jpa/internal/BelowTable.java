package org.trunkline.accounts.jpa.internal;

import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import javax.persistence.Query;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.SearchBy;
import org.trunkline.accounts.spi.ListKey;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.PageRequest;

/**
 * The table {@code account_below}: who lies below whom, in the order of name, realm and id. Written by statements, because a
 * new account takes over what its parent has.
 */
final class BelowTable {
    /** {@link SearchBy#REALM} in SQL: realms have no other signs. */
    private static final String REALM_KEY = "replace(replace(replace(a.realm_key, '.', ''), '-', ''), '_', '')";

    private BelowTable() {}

    /** The row of the account itself must be there already. */
    static void insert(EntityManager em, Account account) {
        query(
                        em,
                        "insert into account_below (ancestor_id, account_id, name_key, realm_key)"
                                + " select b.ancestor_id, a.id, a.name_key, " + REALM_KEY
                                + " from account a join account_below b on b.account_id = a.parent_id where a.id = ?1"
                                + " union all select a.parent_id, a.id, a.name_key, " + REALM_KEY
                                + " from account a where a.id = ?1 and a.parent_id is not null",
                        account.id().value())
                .executeUpdate();
    }

    static void rename(EntityManager em, Account account) {
        query(
                        em,
                        "update account_below set name_key = ?2, realm_key = ?3 where account_id = ?1",
                        account.id().value(),
                        account.nameKey(),
                        SearchBy.REALM.key(account))
                .executeUpdate();
    }

    static void delete(EntityManager em, Account account) {
        query(
                        em,
                        "delete from account_below where account_id = ?1",
                        account.id().value())
                .executeUpdate();
    }

    static boolean hasReseller(EntityManager em, Account ancestor) {
        return !query(
                        em,
                        "select 1 from account_below b join account a on a.id = b.account_id"
                                + " where b.ancestor_id = ?1 and a.reseller = true",
                        ancestor.id().value())
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** Takes the account and all below it out of what lies below the ancestor. */
    static void remove(EntityManager em, AccountId ancestor, AccountId account) {
        query(
                        em,
                        "delete from account_below where ancestor_id = ?1 and account_id in"
                                + " (select b.account_id from account_below b where b.ancestor_id = ?2)",
                        ancestor.value(),
                        account.value())
                .executeUpdate();
        query(
                        em,
                        "delete from account_below where ancestor_id = ?1 and account_id = ?2",
                        ancestor.value(),
                        account.value())
                .executeUpdate();
    }

    /** Adds the account and all below it to what lies below the ancestor. */
    static void add(EntityManager em, AccountId ancestor, AccountId account) {
        query(
                        em,
                        "insert into account_below (ancestor_id, account_id, name_key, realm_key)"
                                + " select n.id, b.account_id, b.name_key, b.realm_key"
                                + " from account_below b join account n on n.id = ?1 where b.ancestor_id = ?2"
                                + " union all select n.id, a.id, a.name_key, " + REALM_KEY
                                + " from account a join account n on n.id = ?1 where a.id = ?2",
                        ancestor.value(),
                        account.value())
                .executeUpdate();
    }

    /**
     * Returns up to one row more than the page has. PostgreSQL is told how many and not of which ancestor: told of it, it finds
     * a plan for each list anew, because the one for an average ancestor looks dearer to it than the one for this. Making the
     * plan takes as long as reading the page, and the plan is the same.
     */
    @SuppressWarnings("unchecked")
    static List<AccountEntity> page(
            EntityManager em, Account ancestor, SearchBy by, Optional<String> prefix, PageRequest page) {
        Optional<ListKey> start = ListKey.start(page);
        String key = column(by);
        String direction = page.ascending() ? "asc" : "desc";
        String beyond = page.ascending() ? ">" : "<";
        String sql = "select a.* from account_below b join account a on a.id = b.account_id where b.ancestor_id ="
                + " (select cast(?1 as varchar(32)))"
                + (prefix.isEmpty() ? "" : " and b." + key + " >= ?2 and b." + key + " < ?3")
                + (start.isEmpty()
                        ? ""
                        : " and b." + key + " " + beyond + "= ?4 and (b." + key + " " + beyond + " ?4 or b.account_id "
                                + beyond + "= ?5)")
                + " order by b." + key + " " + direction + ", b.account_id " + direction + " limit ?6";
        Query query = em.createNativeQuery(sql, AccountEntity.class)
                .setParameter(1, ancestor.id().value())
                .setParameter(6, page.size() + 1);
        prefix.ifPresent(text -> query.setParameter(2, text).setParameter(3, end(text)));
        start.ifPresent(from -> query.setParameter(4, from.key()).setParameter(5, from.id()));
        return query.getResultList();
    }

    private static String column(SearchBy by) {
        return switch (by) {
            case NAME -> "name_key";
            case REALM -> "realm_key";
            case ID -> "account_id";
        };
    }

    /** Returns the first text behind all that begin so: with the next character in the place of the last. */
    private static String end(String prefix) {
        int last = prefix.codePointBefore(prefix.length());
        int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
        return prefix.substring(0, prefix.length() - Character.charCount(last)) + Character.toString(next);
    }

    private static Query query(EntityManager em, String sql, String... parameters) {
        Query query = em.createNativeQuery(sql);
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        return query;
    }
}
