package org.trunkline.persistence.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WrittenSqlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select a from b",
                "select last_update from b",
                "  SELECT 1",
                "(select 1) union (select 2)",
                "with x as (select 1) select * from x",
                "values (1)",
                "\n\texplain select 1"
            })
    void readsDoNotWait(String sql) {
        assertThat(WrittenSql.changes(sql)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into a values (1)",
                "update a set b = 1",
                "delete from a",
                "merge into a using dual on true when matched then delete",
                "create table a (b int)",
                "call something()",
                "selection",
                "select a from b where c = 1 for update",
                "select a from b where c = 1 for\n  update",
                "select a from b FOR UPDATE skip locked",
                "select next value for numbers",
                "select numbers.NEXTVAL",
                "with x as (select 1) insert into a select * from x",
                "select id from final table (insert into a values (1))",
                ""
            })
    void whatChangesOrLocksSomethingTakesItsTurn(String sql) {
        assertThat(WrittenSql.changes(sql)).isTrue();
    }
}
