package org.trunkline.persistence.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.OneReseller;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;
import org.trunkline.persistence.AuditEntry;
import org.trunkline.persistence.audit.internal.JdbcAudit;
import org.trunkline.persistence.internal.AuditRetention;

/** Who changed what, as it is read. */
interface AuditContract {
    Instant AT = Instant.parse("2026-11-24T12:00:00.000007Z");
    AccountId RESELLER = OneReseller.RESELLER;
    AccountId CUSTOMER = OneReseller.CUSTOMER;
    UserId BOSS = new UserId("b".repeat(32));
    Caller RESELLER_ADMIN = Caller.user(RESELLER, BOSS, Role.ADMIN, "boss")
            .withVia(new Caller.Via("request-1", "192.0.2.7", "PATCH accounts/x"));
    Caller CUSTOMER_ADMIN = Caller.user(CUSTOMER, new UserId("c".repeat(32)), Role.ADMIN, "ann");

    StoreDatabase database();

    private JdbcAudit audit() {
        OneReseller tree = new OneReseller();
        return new JdbcAudit(database().dataSource(), database().schema(), tree, tree);
    }

    private void change(AccountId account, String key, Caller by, Instant at) {
        change(account, key, by, at, "{\"changes\":{}}");
    }

    private void change(AccountId account, String key, Caller by, Instant at, String detail) {
        Change change = new Change("users", key, account, "changed", by, at, detail);
        database().transactions().write(change, em -> null);
    }

    private Page<AuditEntry> list(Caller caller, PageRequest page) {
        return audit().list(caller, CUSTOMER, AT.minusSeconds(60), AT.plusSeconds(60), page);
    }

    @Test
    default void tellsWhoFromWhereAndByWhichRequest() {
        change(CUSTOMER, "u1", RESELLER_ADMIN, AT);

        AuditEntry entry = list(RESELLER_ADMIN, PageRequest.first()).rows().get(0);

        assertThat(entry.at()).isEqualTo(AT);
        assertThat(entry.topic()).isEqualTo("users");
        assertThat(entry.objectKey()).isEqualTo("u1");
        assertThat(entry.action()).isEqualTo("changed");
        assertThat(entry.detail()).isEqualTo("{\"changes\":{}}");
        assertThat(entry.by())
                .contains(new AuditEntry.By(
                        Caller.Kind.USER,
                        RESELLER,
                        Optional.of(BOSS),
                        "boss",
                        Optional.empty(),
                        new Caller.Via("request-1", "192.0.2.7", "PATCH accounts/x")));
    }

    @Test
    default void tellsOfBothWhenSomebodyActsAsSomebodyElse() {
        Caller acting = CUSTOMER_ADMIN.withOrigin(new Caller.Origin(RESELLER, Optional.of(BOSS)));
        change(CUSTOMER, "u1", acting, AT);

        assertThat(list(RESELLER_ADMIN, PageRequest.first())
                        .rows()
                        .get(0)
                        .by()
                        .orElseThrow()
                        .origin())
                .contains(new Caller.Origin(RESELLER, Optional.of(BOSS)));
        assertThat(list(CUSTOMER_ADMIN, PageRequest.first()).rows().get(0).by())
                .as("the account does not see who acts from above")
                .isEmpty();
    }

    @Test
    default void hidesFromAnAccountWhoActsFromAbove() {
        change(CUSTOMER, "u1", RESELLER_ADMIN, AT);
        change(CUSTOMER, "u2", CUSTOMER_ADMIN, AT.plusSeconds(1));

        List<AuditEntry> seen = list(CUSTOMER_ADMIN, PageRequest.first()).rows();

        assertThat(seen).extracting(AuditEntry::objectKey).containsExactly("u2", "u1");
        assertThat(seen.get(0).by().orElseThrow().name()).isEqualTo("ann");
        assertThat(seen.get(1).by()).isEmpty();
    }

    @Test
    default void pagesThroughRowsOfOneInstantInBothDirections() {
        for (int i = 0; i < 7; i++) {
            change(CUSTOMER, "u" + i, CUSTOMER_ADMIN, i < 5 ? AT : AT.plusSeconds(i));
        }
        change(RESELLER, "other", RESELLER_ADMIN, AT);

        for (boolean ascending : new boolean[] {true, false}) {
            List<String> all = new ArrayList<>();
            Optional<String> start = Optional.empty();
            do {
                Page<AuditEntry> page = list(CUSTOMER_ADMIN, new PageRequest(start, 2, ascending));
                page.rows().forEach(row -> all.add(row.objectKey()));
                start = page.nextStartKey();
            } while (start.isPresent());

            assertThat(all).hasSize(7).doesNotHaveDuplicates().doesNotContain("other");
            assertThat(all.get(ascending ? 6 : 0)).isEqualTo("u6");
        }
    }

    @Test
    default void isForAdministratorsOfTheAccountAndAbove() {
        assertThatThrownBy(() -> audit().list(CUSTOMER_ADMIN, RESELLER, AT, AT.plusSeconds(1), PageRequest.first()))
                .isInstanceOf(NotFoundException.class);
        Caller user = Caller.user(CUSTOMER, BOSS, Role.USER, "user");
        assertThatThrownBy(() -> list(user, PageRequest.first())).isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> list(CUSTOMER_ADMIN, new PageRequest(Optional.of("x"), 2, true)))
                .isInstanceOf(InvalidException.class);
    }

    @Test
    default void tellsAnAccountOfItsOwnFieldsOnly() {
        String all = "{\"changes\":{\"name\":{\"to\":\"b\"}},\"private\":{\"custom_notes\":{\"to\":\"x\"}},\"else\":1}";
        change(CUSTOMER, "u1", CUSTOMER_ADMIN, AT, all);

        assertThat(list(RESELLER_ADMIN, PageRequest.first()).rows().get(0).detail())
                .isEqualTo(all);
        assertThat(list(CUSTOMER_ADMIN, PageRequest.first()).rows().get(0).detail())
                .isEqualTo("{\"changes\":{\"name\":{\"to\":\"b\"}}}");
    }

    @Test
    default void forgetsWholeMonthsAndOnlyWhereThatIsWanted() throws SQLException {
        Instant now = Instant.parse("2027-01-31T23:59:59Z");
        change(CUSTOMER, "october", CUSTOMER_ADMIN, Instant.parse("2026-10-31T23:59:59.999999Z"));
        change(CUSTOMER, "november", CUSTOMER_ADMIN, Instant.parse("2026-11-01T00:00:00Z"));
        change(CUSTOMER, "january", CUSTOMER_ADMIN, Instant.parse("2027-01-01T00:00:00Z"));
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);

        assertThat(new AuditRetention(database().dataSource(), clock, 0).clean())
                .isZero();
        assertThat(new AuditRetention(database().dataSource(), clock, 2).clean())
                .isEqualTo(1);

        assertThat(audit().list(CUSTOMER_ADMIN, CUSTOMER, Instant.EPOCH, now, PageRequest.first())
                        .rows())
                .extracting(AuditEntry::objectKey)
                .containsExactly("january", "november");
        assertThatThrownBy(() -> new AuditRetention(database().dataSource(), clock, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
