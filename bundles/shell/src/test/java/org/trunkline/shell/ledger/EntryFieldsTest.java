package org.trunkline.shell.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.PostingLine;

/** Amounts as people type them and entries as they are shown. */
class EntryFieldsTest {

    @ParameterizedTest
    @ValueSource(strings = {"12.50", "0.000001", "999999999999", "5"})
    void takesAmounts(String text) {
        assertThat(EntryFields.amount(text)).isEqualByComparingTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0.0", "-5", "1e9", "12,50", "1.0000001", "$5", "9999999999999"})
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> EntryFields.amount(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("12.50");
    }

    @Test
    void showsAnEntryWithItsExactAmounts() {
        AccountId account = new AccountId("a".repeat(32));
        PostingLine line = new PostingLine(
                account,
                -134_302,
                "USD",
                new PostingLine.Contra("b".repeat(32), "sold:sms"),
                new PostingLine.Source("sms", "m1"),
                new PostingLine.Usage("sms", 1, "msg"),
                Optional.empty(),
                account,
                "A message",
                "{}",
                Optional.of("202611-x"));
        Entry entry = new Entry("202611-y", "k", line, 1, -134_302, Instant.parse("2026-11-28T12:00:00Z"), "test");

        assertThat(Json.write(EntryFields.of(entry)))
                .isEqualTo(
                        "{\"posted\":\"2026-11-28T12:00:00Z\",\"service\":\"sms\",\"id\":\"202611-y\","
                                + "\"source_id\":\"m1\",\"description\":\"A message\",\"quantity\":1,\"unit\":\"msg\","
                                + "\"amount\":-0.134302,\"balance\":-0.134302,\"currency\":\"USD\",\"correction_of\":\"202611-x\"}");
    }
}
