package org.trunkline.whitelabel.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.OneReseller;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;
import org.trunkline.whitelabel.Whitelabel;
import org.trunkline.whitelabel.WhitelabelImage;
import org.trunkline.whitelabel.WhitelabelImage.Kind;
import org.trunkline.whitelabel.spi.InMemoryWhitelabelStore;
import org.trunkline.whitelabel.spi.WhitelabelStoreContract;

/** Who may give which name to the clients of which domain. */
final class WhitelabelManagerTest {
    private static final AccountId ACME = OneReseller.RESELLER;
    private static final AccountId CUSTOMER = OneReseller.CUSTOMER;
    private static final Caller BY = Caller.apiKey(ACME);
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 7};

    private final InMemoryWhitelabelStore store = new InMemoryWhitelabelStore();
    private final OneReseller accounts = new OneReseller();
    private final WhitelabelManager whitelabels = new WhitelabelManager(
            store, accounts, accounts, Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC));

    private static ObjectNode document(String text) {
        return Json.parseObject(text.replace('\'', '"'));
    }

    private Whitelabel made() {
        return whitelabels.create(BY, ACME, document("{'domain':'UI.Acme.example','company_name':'Acme'}"));
    }

    @Test
    void isFoundByEverybodyAtItsDomainInWhateverCase() {
        Whitelabel made = made();

        assertThat(made.domain()).contains("ui.acme.example");
        assertThat(whitelabels.at("ui.ACME.example")).contains(made);
        assertThat(whitelabels.at("acme.example")).isEmpty();
        assertThat(whitelabels.at("\0")).isEmpty();
        assertThat(whitelabels.at("x".repeat(10_000))).isEmpty();
        assertThat(whitelabels.at("")).isEmpty();
    }

    @Test
    void keepsWhatItDoesNotKnow() {
        ObjectNode sent = document(
                """
                {'domain':'a.example','application_title':'A','brandColor':'#fff','nav':{'help':'https://h','x':1},
                 'port':{'terms':'t'},'caller_id_options':{'show':[1]},'carrier':{'choices':['byoc']},'n':1.50}""");
        ObjectNode expected = sent.deepCopy();

        assertThat(whitelabels.create(BY, ACME, sent.put("id", "whitelabel")).document())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'nav':'x'}|nav.type",
                "{'nav':{'help':5}}|nav.help.type",
                "{'port':[]}|port.type",
                "{'port':{'terms':{}}}|port.terms.type",
                "{'caller_id_options':'yes'}|caller_id_options.type",
                "{'hide_powered':'perhaps'}|hide_powered.type",
                "{'domain':5}|domain.type",
                "{'domain':'http://a.example'}|domain.pattern",
                "{'domain':'a..example'}|domain.pattern",
                "{'domain':''}|domain.minLength",
                "{'company_name':{}}|company_name.type"
            })
    void refusesWhatIsWrongByTheNameOfItsFieldAlsoWhereOneIsThere(String text, String expected) {
        made();

        assertThatThrownBy(() -> whitelabels.create(BY, ACME, document(text)))
                .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                        .extracting(error -> error.field() + "." + error.rule())
                        .containsExactly(expected));
    }

    @Test
    void refusesASecondOne() {
        made();

        assertThatThrownBy(() -> whitelabels.create(BY, ACME, document("{'domain':'other.example'}")))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void refusesADomainThatAnotherAccountHasBeforeItLooksForASecondOne() {
        made();
        whitelabels.create(BY, CUSTOMER, Json.object());

        for (Runnable write : List.<Runnable>of(
                () -> whitelabels.create(BY, CUSTOMER, document("{'domain':'ui.acme.example'}")),
                () -> whitelabels.replace(BY, CUSTOMER, document("{'domain':'ui.acme.EXAMPLE'}"), revision -> true))) {
            assertThatThrownBy(write::run).isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                    .extracting(error -> error.field() + "." + error.rule())
                    .containsExactly("domain.unique"));
        }
    }

    @Test
    void theDomainOfADeletedAccountShowsNothingAndIsFree() {
        AccountId gone = new AccountId("d".repeat(32));
        store.insert(WhitelabelStoreContract.named(gone, "ui.acme.example"), WhitelabelStoreContract.change());
        store.writeImage(gone, Kind.LOGO, new WhitelabelImage("image/png", PNG), WhitelabelStoreContract.change());
        assertThat(whitelabels.at("ui.acme.example")).isEmpty();
        assertThat(whitelabels.imageAt("ui.acme.example", Kind.LOGO)).isEmpty();

        Whitelabel made = made();

        assertThat(whitelabels.at("ui.acme.example")).contains(made);
        assertThat(store.find(gone).orElseThrow().domain()).isEmpty();
    }

    @Test
    void isWrittenByResellersAndByThoseAboveAndReadByUsers() {
        Caller customer = Caller.apiKey(CUSTOMER);
        Caller user = Caller.user(ACME, UserId.random(), Role.USER, "user");
        made();

        assertThat(whitelabels.get(user, ACME).domain()).isPresent();
        assertThatThrownBy(() -> whitelabels.replace(user, ACME, Json.object(), revision -> true))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> whitelabels.create(customer, CUSTOMER, Json.object()))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> whitelabels.get(customer, ACME)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> whitelabels.get(customer, CUSTOMER)).isInstanceOf(NotFoundException.class);
        whitelabels.create(BY, CUSTOMER, Json.object());
        assertThat(whitelabels.get(customer, CUSTOMER).revision()).isEqualTo(1);
    }

    @Test
    void changesAndGoesAtTheRevisionThatIsExpected() {
        made();

        assertThatThrownBy(() -> whitelabels.merge(BY, ACME, Json.object(), revision -> revision == 7))
                .isInstanceOf(ConflictException.class);
        Whitelabel merged =
                whitelabels.merge(BY, ACME, document("{'company_name':null,'x':1}"), revision -> revision == 1);
        assertThat(merged.document()).isEqualTo(document("{'domain':'ui.acme.example','x':1}"));
        whitelabels.delete(BY, ACME, revision -> revision == 2);
        assertThatThrownBy(() -> whitelabels.get(BY, ACME)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void showsAnImageAsWhatItIs() {
        assertThatThrownBy(() -> whitelabels.writeImage(BY, ACME, Kind.LOGO, PNG))
                .isInstanceOf(NotFoundException.class);
        made();

        whitelabels.writeImage(BY, ACME, Kind.LOGO, PNG);

        assertThat(whitelabels.imageAt("ui.acme.example", Kind.LOGO)).contains(new WhitelabelImage("image/png", PNG));
        assertThat(whitelabels.image(BY, ACME, Kind.LOGO).mediaType()).isEqualTo("image/png");
        assertThat(whitelabels.imageAt("ui.acme.example", Kind.ICON)).isEmpty();
        assertThatThrownBy(() -> whitelabels.image(BY, ACME, Kind.ICON)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void showsAWelcomePageWithoutWhatRuns() {
        String page = "<h1 onclick=\"x()\">Grüße \ud83d\ude00</h1><script>x()</script><iframe src=\"//x\"></iframe>";
        assertThatThrownBy(() -> whitelabels.writeWelcome(BY, ACME, bytes(page)))
                .isInstanceOf(NotFoundException.class);
        made();
        assertThatThrownBy(() -> whitelabels.welcome(BY, ACME)).isInstanceOf(NotFoundException.class);
        assertThat(whitelabels.welcomeAt("ui.acme.example")).isEmpty();

        whitelabels.writeWelcome(BY, ACME, bytes(page));

        assertThat(whitelabels.welcome(BY, ACME)).startsWith("<h1>Grüße ").endsWith("</h1>");
        assertThat(whitelabels.welcomeAt("ui.ACME.example")).contains(whitelabels.welcome(BY, ACME));
        assertThat(whitelabels.welcomeAt("other.example")).isEmpty();
        whitelabels.delete(BY, ACME, revision -> true);
        assertThatThrownBy(() -> whitelabels.welcome(BY, ACME)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void theWelcomePageIsWrittenByThoseWhoWriteTheDocumentAndReadByUsers() {
        Caller customer = Caller.apiKey(CUSTOMER);
        Caller user = Caller.user(ACME, UserId.random(), Role.USER, "user");
        made();
        whitelabels.create(BY, CUSTOMER, Json.object());
        whitelabels.writeWelcome(BY, ACME, bytes("<p>a</p>"));
        whitelabels.writeWelcome(BY, CUSTOMER, bytes("<p>b</p>"));

        assertThat(whitelabels.welcome(user, ACME)).isEqualTo("<p>a</p>");
        assertThat(whitelabels.welcome(customer, CUSTOMER)).isEqualTo("<p>b</p>");
        assertThatThrownBy(() -> whitelabels.welcome(customer, ACME)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> whitelabels.writeWelcome(customer, ACME, bytes("x")))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> whitelabels.writeWelcome(customer, CUSTOMER, bytes("x")))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> whitelabels.writeWelcome(user, ACME, bytes("x")))
                .isInstanceOf(ForbiddenException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<svg xmlns='http://www.w3.org/2000/svg'/>", "<html>", "GIF8", "RIFF1234WAVE", "x"})
    void refusesWhatIsNoImage(String content) {
        made();

        assertThatThrownBy(() -> whitelabels.writeImage(BY, ACME, Kind.ICON, content.getBytes()))
                .isInstanceOf(InvalidException.class);
    }

    @Test
    void refusesAnImageThatIsTooLargeOrMissing() {
        made();

        assertThatThrownBy(() -> whitelabels.writeImage(BY, ACME, Kind.ICON, new byte[WhitelabelImage.BYTES_MAX + 1]))
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.TOO_LARGE));
        assertThatThrownBy(() -> whitelabels.writeImage(BY, ACME, Kind.ICON, new byte[0]))
                .isInstanceOfSatisfying(
                        InvalidException.class,
                        e -> assertThat(e.errors().get(0).rule()).isEqualTo("required"));
    }

    @ParameterizedTest
    @CsvSource({
        "ffd8ffe0, image/jpeg",
        "474946383961, image/gif",
        "474946383761, image/gif",
        "00000100, image/x-icon",
        "524946460000000057454250, image/webp",
        "89504e470d0a1a0a, image/png"
    })
    void tellsImagesByHowTheyBegin(String hexadecimal, String type) {
        byte[] content = java.util.HexFormat.of().parseHex(hexadecimal);

        assertThat(ImageTypes.of(content)).isEqualTo(Optional.of(type));
    }
}
