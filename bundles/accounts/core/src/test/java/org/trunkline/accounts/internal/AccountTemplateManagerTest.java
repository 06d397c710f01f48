package org.trunkline.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.accounts.internal.TemplateWorld.json;

import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.trunkline.accounts.AccountTemplate;
import org.trunkline.accounts.AccountTemplateService;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;

/** Who keeps templates, and what they may say. */
class AccountTemplateManagerTest {
    private static final LongPredicate ANY = revision -> true;
    private static final String DENY =
            "{'name':'Gold','colour':'red','call_restriction':{'caribbean':{'action':'deny'}}}";

    private final TemplateWorld world = new TemplateWorld();

    private AccountTemplate made(String document) {
        return world.templates.create(world.admin, world.seller, json(document));
    }

    private static java.util.function.Consumer<Throwable> wrong(String... fields) {
        return failure -> assertThat(failure).isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder(fields));
    }

    @Test
    void templatesAreMadeReadChangedAndDeleted() {
        AccountTemplate gold = made(DENY);
        assertThat(world.templates.get(world.admin, world.seller, gold.id())).isEqualTo(gold);
        assertThat(gold.document()).isEqualTo(json(DENY));

        AccountTemplate merged =
                world.templates.merge(world.admin, world.seller, gold.id(), json("{'colour':'blue'}"), ANY);
        assertThat(merged.settings().path("colour").asText()).isEqualTo("blue");
        assertThat(merged.settings().has("call_restriction")).isTrue();
        AccountTemplate replaced = world.templates.replace(
                world.admin, world.seller, gold.id(), json("{'name':'gold','id':'x','_read_only':{}}"), ANY);
        assertThat(replaced.document()).isEqualTo(json("{'name':'gold'}"));
        assertThat(world.templates.list(world.admin, world.seller)).containsExactly(replaced);

        world.templates.delete(world.admin, world.seller, gold.id(), ANY);
        assertThatThrownBy(() -> world.templates.get(world.admin, world.seller, gold.id()))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        made("{'name':'Gold'}");

        assertThatThrownBy(() -> made("{'name':'GOLD','colour':'pink','limits':{},"
                        + "'call_restriction':{'x':{'action':'maybe'}},'ui_restrictions':5}"))
                .satisfies(wrong("name", "colour", "limits", "call_restriction.x.action", "ui_restrictions"));
        assertThatThrownBy(() -> made("{}")).satisfies(wrong("name"));
        assertThatThrownBy(() -> made("{'name':'\\u0000'}")).satisfies(wrong("name"));
        assertThatThrownBy(() -> made("{'name':'" + "x".repeat(129) + "'}")).satisfies(wrong("name"));
    }

    @Test
    void onlyAdministratorsOfResellersKeepThem() {
        AccountTemplate gold = made(DENY);

        assertThatThrownBy(() -> world.templates.list(AccountWorld.admin(world.one), world.one))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> world.templates.list(AccountWorld.plainUser(world.seller), world.seller))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> world.templates.get(AccountWorld.admin(world.one), world.seller, gold.id()))
                .isInstanceOf(NotFoundException.class);
        Caller root = world.accounts.rootAdmin;
        assertThat(world.templates.get(root, world.seller, gold.id())).isEqualTo(gold);
        assertThatThrownBy(() -> world.templates.get(root, world.accounts.root, gold.id()))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void whoNamesARevisionIsToldOfAnother() {
        AccountTemplate gold = made(DENY);
        world.templates.merge(world.admin, world.seller, gold.id(), json("{'colour':'blue'}"), ANY);

        LongPredicate stale = revision -> revision == gold.revision();
        assertThatThrownBy(() ->
                        world.templates.merge(world.admin, world.seller, gold.id(), json("{'colour':'green'}"), stale))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> world.templates.delete(world.admin, world.seller, gold.id(), stale))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void thereAreNoMoreThanTheBound() {
        for (int i = 0; i < AccountTemplateService.TEMPLATES_MAX; i++) {
            made("{'name':'t" + i + "'}");
        }

        assertThatThrownBy(() -> made("{'name':'one more'}")).satisfies(wrong("templates"));
    }
}
