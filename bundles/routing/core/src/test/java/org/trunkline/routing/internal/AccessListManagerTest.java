package org.trunkline.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.OneReseller;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;
import org.trunkline.routing.AccessList;
import org.trunkline.routing.spi.InMemoryAccessListStore;

/** From where accounts take calls. */
final class AccessListManagerTest {
    private static final AccountId ACCOUNT = OneReseller.CUSTOMER;
    private static final Caller BY = Caller.apiKey(ACCOUNT);

    private final OneReseller accounts = new OneReseller();
    private final AccessListManager lists = new AccessListManager(
            new InMemoryAccessListStore(),
            accounts,
            Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC));

    private static ObjectNode document(String text) {
        return Json.parseObject(text.replace('\'', '"'));
    }

    private static ObjectNode of(String cidr) {
        ObjectNode document = document("{'order':'allow,deny'}");
        document.putArray("cidrs").add(cidr);
        return document;
    }

    @Test
    void isEmptyUntilSomethingIsSaidAndAfterItIsCleared() {
        assertThat(lists.get(BY, ACCOUNT).document()).isEmpty();

        ObjectNode sent = document("{'order':'deny,allow','cidrs':['10.0.0.0/8','::1'],'user_agent':'^Yealink','x':1}");
        AccessList written = lists.replace(BY, ACCOUNT, sent, revision -> revision == 0);
        assertThat(written.document()).isEqualTo(sent);
        assertThat(lists.get(BY, ACCOUNT)).isEqualTo(written);

        lists.clear(BY, ACCOUNT, revision -> revision == 1);
        assertThat(lists.get(BY, ACCOUNT).document()).isEmpty();
        assertThatThrownBy(() -> lists.replace(BY, ACCOUNT, sent, revision -> revision == 0))
                .isInstanceOf(ConflictException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.2.3.4", "1.2.3.0/24", "0.0.0.0/0", "2001:db8::/32", "::", "1:2:3:4:5:6:7:8", "fe80::1/128"})
    void takesNetworks(String cidr) {
        assertThat(lists.replace(BY, ACCOUNT, of(cidr), revision -> true).revision())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2.3",
                "1.2.3.256",
                "1.2.3.4/33",
                "a.example",
                "",
                "1::2::3",
                "::/129",
                "1:2:3:4:5:6:7",
                "g::",
                "1:2:3:4:5:6:7:8:9",
                "1.2.3.4/",
                ":::"
            })
    void refusesWhatIsNoNetwork(String cidr) {
        assertThatThrownBy(() -> lists.replace(BY, ACCOUNT, of(cidr), revision -> true))
                .isInstanceOf(InvalidException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'cidrs':[]}|order.required",
                "{'order':'allow,deny'}|cidrs.required",
                "{'order':'deny','cidrs':[]}|order.enum",
                "{'order':'allow,deny','cidrs':'1.2.3.4'}|cidrs.type",
                "{'order':'allow,deny','cidrs':['1.2.3.4','1.2.3.4']}|cidrs.uniqueItems",
                "{'order':'allow,deny','cidrs':[],'user_agent':'('}|user_agent.wrong_format"
            })
    void refusesWhatIsWrongByTheNameOfItsField(String text, String expected) {
        assertThatThrownBy(() -> lists.replace(BY, ACCOUNT, document(text), revision -> true))
                .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                        .extracting(error -> error.field() + "." + error.rule())
                        .containsExactly(expected));
    }

    @Test
    void isReadByUsersAndWrittenByAdministrators() {
        Caller user = Caller.user(ACCOUNT, UserId.random(), Role.USER, "user");

        assertThat(lists.get(user, ACCOUNT).document()).isEmpty();
        assertThatThrownBy(() -> lists.clear(user, ACCOUNT, revision -> true)).isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> lists.get(BY, OneReseller.RESELLER)).isInstanceOf(NotFoundException.class);
    }
}
