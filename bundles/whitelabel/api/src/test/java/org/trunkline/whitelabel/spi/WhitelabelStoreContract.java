package org.trunkline.whitelabel.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.whitelabel.Whitelabel;
import org.trunkline.whitelabel.WhitelabelImage;
import org.trunkline.whitelabel.WhitelabelImage.Kind;

/** What every {@link WhitelabelStore} promises. */
public interface WhitelabelStoreContract {
    AccountId ACME = new AccountId("a".repeat(32));
    AccountId GLOBEX = new AccountId("b".repeat(32));
    Instant THEN = Instant.parse("2026-01-01T00:00:00.000001Z");

    WhitelabelStore store();

    static Change change() {
        return new Change("whitelabels", "x", ACME, "changed", Caller.system(ACME, "test"), Instant.EPOCH, "{}");
    }

    static Whitelabel named(AccountId account, String domain) {
        String text = "{\"domain\":\"" + domain + "\",\"x\":1.50,\"company_name\":\"ä\"}";
        return new Whitelabel(account, Json.parseObject(text), THEN, THEN, 0);
    }

    static Whitelabel nameless(AccountId account) {
        return new Whitelabel(account, Json.object(), THEN, THEN, 0);
    }

    @Test
    default void returnsWhatWasInserted() {
        Whitelabel stored = store().insert(named(ACME, "ui.acme.example"), change());

        assertThat(stored.revision()).isEqualTo(1);
        assertThat(store().find(ACME)).contains(stored);
        assertThat(store().findByDomain("ui.acme.example")).contains(stored);
        assertThat(store().findByDomain("acme.example")).isEmpty();
        assertThat(store().find(GLOBEX)).isEmpty();
    }

    @Test
    default void refusesASecondOneOfAnAccountAndADomainThatAnotherHas() {
        Whitelabel first = store().insert(named(ACME, "ui.acme.example"), change());
        assertThatThrownBy(() -> store().insert(named(ACME, "other.example"), change()))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> store().insert(named(GLOBEX, "ui.acme.example"), change()))
                .isInstanceOf(ConflictException.class);
        Whitelabel second = store().insert(nameless(GLOBEX), change());
        Whitelabel wanted = named(GLOBEX, "ui.acme.example").atRevision(second.revision());

        assertThatThrownBy(() -> store().update(wanted, change())).isInstanceOf(ConflictException.class);

        assertThat(store().find(GLOBEX)).contains(second);
        assertThat(store().findByDomain("ui.acme.example")).contains(first);
    }

    @Test
    default void severalHaveNoDomainAndOneThatWasGivenUpIsFree() {
        store().insert(nameless(ACME), change());
        Whitelabel second = store().insert(named(GLOBEX, "ui.example"), change());

        store().update(nameless(GLOBEX).atRevision(second.revision()), change());

        Whitelabel changed = store().update(named(ACME, "ui.example").atRevision(1), change());
        assertThat(store().findByDomain("ui.example")).contains(changed);
    }

    @Test
    default void refusesWhatHasChangedMeanwhile() {
        Whitelabel first = store().insert(named(ACME, "a.example"), change());
        store().update(first, change());

        assertThatThrownBy(() -> store().update(first, change())).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> store().delete(first, change())).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> store().update(nameless(GLOBEX).atRevision(1), change()))
                .isInstanceOf(ConflictException.class);
        assertThat(store().find(ACME).orElseThrow().revision()).isEqualTo(2);
    }

    @Test
    default void keepsImagesAsTheyAreUntilTheDocumentGoes() {
        WhitelabelImage logo = new WhitelabelImage("image/png", new byte[] {0, -1, 127, -128});
        WhitelabelImage icon = new WhitelabelImage("image/gif", new byte[70_000]);
        assertThatThrownBy(() -> store().writeImage(ACME, Kind.LOGO, logo, change()))
                .isInstanceOf(NotFoundException.class);
        Whitelabel stored = store().insert(nameless(ACME), change());

        store().writeImage(ACME, Kind.LOGO, icon, change());
        store().writeImage(ACME, Kind.LOGO, logo, change());
        store().writeImage(ACME, Kind.ICON, icon, change());

        assertThat(store().image(ACME, Kind.LOGO)).contains(logo);
        assertThat(store().image(ACME, Kind.ICON)).contains(icon);
        assertThat(store().image(GLOBEX, Kind.ICON)).isEmpty();
        store().delete(stored, change());
        assertThat(store().image(ACME, Kind.LOGO)).isEmpty();
        store().insert(nameless(ACME), change());
        assertThat(store().image(ACME, Kind.ICON)).isEmpty();
    }

    @Test
    default void keepsAPageAsItIsUntilTheDocumentGoes() {
        String page = "<p>ä \ud83d\ude00</p>\n".repeat(60_000);
        assertThatThrownBy(() -> store().writeWelcome(ACME, page, change())).isInstanceOf(NotFoundException.class);
        Whitelabel stored = store().insert(nameless(ACME), change());
        store().insert(nameless(GLOBEX), change());

        store().writeWelcome(ACME, "", change());
        assertThat(store().welcome(ACME)).contains("");
        store().writeWelcome(ACME, page, change());

        assertThat(store().welcome(ACME)).contains(page);
        assertThat(store().welcome(GLOBEX)).isEmpty();
        store().delete(stored, change());
        store().insert(nameless(ACME), change());
        assertThat(store().welcome(ACME)).isEmpty();
    }

    @Test
    default void keepsTheLastThatWasSaidAboutTheDns() {
        assertThat(store().dnsRecords()).isEqualTo(Json.object());
        ObjectNode records = Json.parseObject("{\"TXT\":{\"{{domain}}\":{\"mapping\":[\"v=ä \ud83d\ude00\"]}}}");

        store().writeDnsRecords(Json.object().put("a", "b".repeat(70_000)), change());
        store().writeDnsRecords(records, change());

        assertThat(store().dnsRecords()).isEqualTo(records);
    }

    @Test
    default void ofManyAtOnceOneGetsTheDomain() {
        List<CompletableFuture<Whitelabel>> attempts = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() ->
                        store().insert(named(new AccountId(Integer.toString(i).repeat(32)), "ui.example"), change())))
                .toList();

        assertThat(attempts.stream().filter(WhitelabelStoreContract::succeeded)).hasSize(1);
    }

    private static boolean succeeded(CompletableFuture<Whitelabel> attempt) {
        try {
            attempt.join();
            return true;
        } catch (CompletionException e) {
            assertThat(e).hasCauseInstanceOf(ConflictException.class);
            return false;
        }
    }
}
