package org.trunkline.limits.state.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.UserId;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.Hangup;
import org.trunkline.limits.state.AllotmentHold;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.EndedCall;

/** A journal is read by the release that wrote it and by later ones. */
class EarlierCodecTest {
    /** Written by the release before calls had {@link CallEntry.Facts}. */
    private static final String LIVE_OF_VERSION_2 =
            "AgEAIHNzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3NzAAExAAFhAAVwcmludAAgY2NjY2NjY2NjY2NjY2NjY2NjY2Nj"
                    + "Y2NjY2NjY2NjY2MAIDExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTExAAhPVVRCT1VORAAMKzE0MTU1NTUwMTAwAAsr"
                    + "NDkzMDEyMzQ1NgALKzQ5MzAxMjM0NTYADWludGVybmF0aW9uYWwAClBFUl9NSU5VVEUAA3MvMQEBAAEAIGNjY2NjY2NjY2Nj"
                    + "Y2NjY2NjY2NjY2NjY2NjY2NjY2NjACAxMTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMQAKUEVSX01JTlVURQAAAAAA"
                    + "AAACBAQAA1VTRAEABURFLTQ5AAVERV80OQAAAAZyZXRhaWwAAjQ5AANVU0QAAAAAAAAAAAAAAAAAB9+voAAAAAAAAAAAAAAA"
                    + "HgAAAAEAAAAAAAAAAAAAAAAAAAABAAAAAAAAAAEAAAAAAAAAAAACACBjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj"
                    + "YwAgMTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTEBAAAAAAAAADwBAAAAAAAAAcYBAAAAAAAAADwAAAAAAAAAKAAA"
                    + "AABppA4gAAAAAAEAAAAAaaQOJQAAAAAAAAAAaaQOTQAAAAAAAAEAAjFi";

    private static final String ENDED_OF_VERSION_2 =
            "AgIAIHNzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3NzAAExAAFhAAVwcmludAAgY2NjY2NjY2NjY2NjY2NjY2NjY2Nj"
                    + "Y2NjY2NjY2NjY2MAIDExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTExAAhPVVRCT1VORAAMKzE0MTU1NTUwMTAwAAsr"
                    + "NDkzMDEyMzQ1NgALKzQ5MzAxMjM0NTYADWludGVybmF0aW9uYWwAClBFUl9NSU5VVEUAA3MvMQEBAAEAIGNjY2NjY2NjY2Nj"
                    + "Y2NjY2NjY2NjY2NjY2NjY2NjY2NjACAxMTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMQAKUEVSX01JTlVURQAAAAAA"
                    + "AAACBAQAA1VTRAEABURFLTQ5AAVERV80OQAAAAZyZXRhaWwAAjQ5AANVU0QAAAAAAAAAAAAAAAAAB9+voAAAAAAAAAAAAAAA"
                    + "HgAAAAEAAAAAAAAAAAAAAAAAAAABAAAAAAAAAAEAAAAAAAAAAAACACBjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj"
                    + "YwAgMTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTEBAAAAAAAAADwBAAAAAAAAAcYBAAAAAAAAADwAAAAAAAAAKAAA"
                    + "AABppA4gAAAAAAEAAAAAaaQOJQAAAAAAAAAAaaQOTQAAAAAAAAEAAjFiAQAAAAAAAAA9AAAAAAAAAD0AAAAAaaQOYgAAAAAA"
                    + "D05PUk1BTF9DTEVBUklORwABAARsYXRlAAAAAAACDJ4ACkNPUlJFQ1RJT04AAAACAQAAAAAAAAAoAAAAAAABWAMACDIwMjYw"
                    + "My14";

    /** Written by the release before levels had soft limits. */
    private static final String LIVE_OF_VERSION_5 =
            "hQEAIHNzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3NzAAExAAFhAAVwcmludAHMzMzMzMzMzMzMzMzMzMzMARERERERERER"
                    + "EREREREREREACE9VVEJPVU5EAAwrMTQxNTU1NTAxMDAACys0OTMwMTIzNDU2CgANaW50ZXJuYXRpb25hbAAKUEVSX01JTlVURQAD"
                    + "cy8xAQECBgcMAACIkBAAA1VTRAEABURFLTQ5AAVERV80OQ4ABnJldGFpbAACNDkPAMC+/X0APAIAAAICAAAABAYHAXgBjAcBeFDA"
                    + "uKCaDQAByrigmg0Amrmgmg0AAAIAAjFiABJvZmZuZXQtdGVybWluYXRpb24AAWICAANmYXgBBgcMDgAPARARDhITDwDAvv19ADwC"
                    + "AAACAgAAAMC4oJoNAA==";

    private static final String ENDED_OF_VERSION_5 =
            "hQIAIHNzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3NzAAExAAFhAAVwcmludAHMzMzMzMzMzMzMzMzMzMzMARERERERERER"
                    + "EREREREREREACE9VVEJPVU5EAAwrMTQxNTU1NTAxMDAACys0OTMwMTIzNDU2CgANaW50ZXJuYXRpb25hbAAKUEVSX01JTlVURQAD"
                    + "cy8xAQECBgcMAACIkBAAA1VTRAEABURFLTQ5AAVERV80OQ4ABnJldGFpbAACNDkPAMC+/X0APAIAAAICAAAABAYHAXgBjAcBeFDA"
                    + "uKCaDQAByrigmg0Amrmgmg0AAAIAAjFiABJvZmZuZXQtdGVybWluYXRpb24AAWICAANmYXgBBgcMDgAPARARDhITDwDAvv19ADwC"
                    + "AAACAgAAAMC4oJoNAAF6esS5oJoNAAAPTk9STUFMX0NMRUFSSU5HAgAEbGF0ZbyyEKixBwAKQ09SUkVDVElPTgQBeobgCgQOAAgy"
                    + "MDI2MDMteQRQhAECAAlzLzEvYS9lbmQOAAA=";

    private static final String LIVE_OF_VERSION_3 =
            "AwEAIHNzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3NzAAExAAFhAAVwcmludAAgY2NjY2NjY2NjY2NjY2NjY2NjY2Nj"
                    + "Y2NjY2NjY2NjY2MAIDExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTExAAhPVVRCT1VORAAMKzE0MTU1NTUwMTAwAAsr"
                    + "NDkzMDEyMzQ1NgALKzQ5MzAxMjM0NTYADWludGVybmF0aW9uYWwAClBFUl9NSU5VVEUAA3MvMQEBAAEAIGNjY2NjY2NjY2Nj"
                    + "Y2NjY2NjY2NjY2NjY2NjY2NjY2NjACAxMTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMQAKUEVSX01JTlVURQAAAAAA"
                    + "AAACBAQAA1VTRAEABURFLTQ5AAVERV80OQAAAAZyZXRhaWwAAjQ5AANVU0QAAAAAAAAAAAAAAAAAB9+voAAAAAAAAAAAAAAA"
                    + "HgAAAAEAAAAAAAAAAAAAAAAAAAABAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAAAAIAIGNjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj"
                    + "Y2NjY2NjY2NjACAxMTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMQEAAAAAAAAAPAEAAAAAAAABxgEAAAAAAAAAPAAA"
                    + "AAAAAAAoAAAAAGmkDiAAAAAAAQAAAABppA4lAAAAAAAAAABppA5NAAAAAAAAAQACMWIAEm9mZm5ldC10ZXJtaW5hdGlvbgAB"
                    + "YgABAANmYXgBACBjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjYwAgMTExMTExMTExMTExMTExMTExMTExMTExMTEx"
                    + "MTExMTEAClBFUl9NSU5VVEUAAAAAAAAAAAAAAANVU0QBAAVERS00OQAFREVfNDkAAAAGcmV0YWlsAAI0OQADVVNEAAAAAAAA"
                    + "AAAAAAAAAAffr6AAAAAAAAAAAAAAAB4AAAABAAAAAAAAAAAAAAAAAAAAAQAAAAAAAAABAAAAAAAAAAAAAAAAAAAAAA==";

    /** Written by the release before calls had owners. */
    private static final String LIVE_OF_VERSION_7 =
            "hwEAIHNzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3NzAAExAAFhAAVwcmludAHMzMzMzMzMzMzMzMzMzMzMARERERERERER"
                    + "EREREREREREACE9VVEJPVU5EAAwrMTQxNTU1NTAxMDAACys0OTMwMTIzNDU2CgANaW50ZXJuYXRpb25hbAAKUEVSX01JTlVURQAD"
                    + "cy8xAQECBgcMAACIkBAAA1VTRAEAFAAFREUtNDkABURFXzQ5AAAAAjQ5AAZyZXRhaWwPAMC+/X0APAIAAAICAAAAAQAPb3V0Ym91"
                    + "bmRfZGlkX3VzwLigmg14DAq0AXgEBgcBeAGMBwF4UMC4oJoNAAHKuKCaDQCauaCaDQAAAgACMWIAEm9mZm5ldC10ZXJtaW5hdGlv"
                    + "bgABYgIAA2ZheAEGBwwOAA8BARAPAMC+/X0APAIAAAICAAAAAMC4oJoNAA==";

    private static final String ENDED_OF_VERSION_7 =
            "hwIAIHNzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3NzAAExAAFhAAVwcmludAHMzMzMzMzMzMzMzMzMzMzMARERERERERER"
                    + "EREREREREREACE9VVEJPVU5EAAwrMTQxNTU1NTAxMDAACys0OTMwMTIzNDU2CgANaW50ZXJuYXRpb25hbAAKUEVSX01JTlVURQAD"
                    + "cy8xAQECBgcMAACIkBAAA1VTRAEAFAAFREUtNDkABURFXzQ5AAAAAjQ5AAZyZXRhaWwPAMC+/X0APAIAAAICAAAAAAQGBwF4AYwH"
                    + "AXhQwLigmg0AAcq4oJoNAJq5oJoNAAACAAIxYgASb2ZmbmV0LXRlcm1pbmF0aW9uAAFiAgADZmF4AQYHDA4ADwEBEA8AwL79fQA8"
                    + "AgAAAgIAAAAAwLigmg0AAXp6xLmgmg0AAA9OT1JNQUxfQ0xFQVJJTkcCAARsYXRlvLIQqLEHAApDT1JSRUNUSU9OBAF6huAKBA4A"
                    + "CDIwMjYwMy15BFCEAQIACXMvMS9hL2VuZAAOAAA=";

    /** Written by the release before what mostly is as it is cost nothing. */
    private static final String LIVE_OF_VERSION_8 =
            "iAEAIHNzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3NzAAExAAFhAAVwcmludAHMzMzMzMzMzMzMzMzMzMzMARERERERERER"
                    + "EREREREREREACE9VVEJPVU5EAAwrMTQxNTU1NTAxMDAACys0OTMwMTIzNDU2CgANaW50ZXJuYXRpb25hbAAKUEVSX01JTlVURQAD"
                    + "cy8xAQECBgcMAAAAAANVU0QBABQABURFLTQ5AAVERV80OQAAAAI0OQAGcmV0YWlsDwDAvv19ADwCAAACAgAAAQEAD291dGJvdW5k"
                    + "X2RpZF91c8C4oJoNeAwKtAF4BAYHAXgBjAcBeFDAuKCaDQAByrigmg0Amrmgmg0AAAIAAjFiDg4AAQYHDA4ADwEBEA8AwL79fQA8"
                    + "AgAAAgIAAAAAAd3d3d3d3d3d3d3d3d3d3d3AuKCaDQA=";

    private static final String ENDED_OF_VERSION_8 =
            "iAIAIHNzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3NzAAExAAFhAAVwcmludAHMzMzMzMzMzMzMzMzMzMzMARERERERERER"
                    + "EREREREREREACE9VVEJPVU5EAAwrMTQxNTU1NTAxMDAACys0OTMwMTIzNDU2CgANaW50ZXJuYXRpb25hbAAKUEVSX01JTlVURQAD"
                    + "cy8xAQECBgcMAAAAAANVU0QBABQABURFLTQ5AAVERV80OQAAAAI0OQAGcmV0YWlsDwDAvv19ADwCAAACAgAAAQEAD291dGJvdW5k"
                    + "X2RpZF91c8C4oJoNeAwKtAF4BAYHAXgBjAcBeFDAuKCaDQAByrigmg0Amrmgmg0AAAIAAjFiDg4AAQYHDA4ADwEBEA8AwL79fQA8"
                    + "AgAAAgIAAAAAAd3d3d3d3d3d3d3d3d3d3d3AuKCaDQABenrEuaCaDQAACVVTRVJfQlVTWQC8shCosQcACFJFUkFUSU5HBgF6AgQO"
                    + "AAgyMDI2MDMteQR6hAECAAlzLzEvYS9lbmQCeAAGY2FsbGVlzAcBlgE=";

    private static CallEntry live(byte[] record) {
        List<CallEntry> read = new ArrayList<>();
        CallCodec.read(ByteBuffer.wrap(record), new CallCodec.Reader() {
            @Override
            public void clock(Duration ahead) {
                throw new AssertionError(ahead);
            }

            @Override
            public void emergency(AccountId account, Instant startedAt) {
                throw new AssertionError(account);
            }

            @Override
            public void live(CallEntry call) {
                read.add(call);
            }

            @Override
            public void ended(EndedCall ended) {}

            @Override
            public void dropped(CallKey key) {}

            @Override
            public void posted(String postingKey) {}
        });
        return read.get(0);
    }

    private static CallEntry withCarrier(CallEntry call) {
        CallEntry.Level carrier = call.levels().get(0).holding(0);
        return call.priced(
                call.levels(),
                new CallEntry.Facts(
                        "offnet-termination", Optional.of("b"), Set.of("fax"), Optional.of(carrier), Optional.empty()));
    }

    @Test
    void aLiveCallOfTheReleaseBeforeIsReadAsItWas() {
        CallEntry call = live(Base64.getDecoder().decode(LIVE_OF_VERSION_2));

        assertThat(call.key()).isEqualTo(new CallKey("s".repeat(32), "1", "a"));
        assertThat(call.levels()).singleElement().satisfies(level -> {
            assertThat(level.heldMicros()).isEqualTo(132_100);
            assertThat(level.costMicros(61)).isEqualTo(134_302);
        });
        assertThat(call.payers()).isEqualTo(call.levels());
        assertThat(call.facts()).isEqualTo(CallEntry.Facts.NONE);
        assertThat(call.aliases()).containsExactly("1b");
        assertThat(call.answeredAt()).contains(Instant.parse("2026-03-01T10:00:05Z"));
    }

    @Test
    void aLiveCallWithACarrierOfTheReleaseBeforeIsReadAsItWas() {
        CallEntry call = live(Base64.getDecoder().decode(LIVE_OF_VERSION_3));

        assertThat(call).isEqualTo(withCarrier(live(Base64.getDecoder().decode(LIVE_OF_VERSION_2))));
        assertThat(call.payers()).hasSize(2).noneMatch(CallEntry.Level::soft);
    }

    @Test
    void aLiveCallWithTheTextsOfItsRatesIsReadAsItWas() {
        CallEntry call = live(Base64.getDecoder().decode(LIVE_OF_VERSION_5));

        assertThat(call).isEqualTo(live(Base64.getDecoder().decode(LIVE_OF_VERSION_3)));
        assertThat(live(CallCodec.stored(call).record())).isEqualTo(call);
    }

    @Test
    void callsOfTheReleaseWithoutAllotmentsUseNone() {
        CallEntry call = live(Base64.getDecoder().decode(LIVE_OF_VERSION_5));
        EndedCall ended = CallCodec.ended(Base64.getDecoder().decode(ENDED_OF_VERSION_5));

        assertThat(call).isEqualTo(live(Base64.getDecoder().decode(LIVE_OF_VERSION_3)));
        assertThat(call.levels()).noneMatch(level -> level.allotment().isPresent());
        assertThat(ended.call()).isEqualTo(call);
        assertThat(ended.takenSeconds()).isEmpty();
        assertThat(ended.takenBeforeSeconds(0)).isZero();
        assertThat(ended.before().orElseThrow().postingKeys()).containsExactly("s/1/a/end");
    }

    @Test
    void callsOfTheReleaseWithoutOwnersHaveNone() {
        CallEntry call = live(Base64.getDecoder().decode(LIVE_OF_VERSION_7));
        CallEntry before = live(Base64.getDecoder().decode(LIVE_OF_VERSION_5));

        assertThat(call.facts()).isEqualTo(before.facts());
        assertThat(call.facts().owner()).isEmpty();
        assertThat(call.levels().get(0).allotment().map(AllotmentHold::name)).contains("outbound_did_us");
        assertThat(call.startedAt()).isEqualTo(before.startedAt());
        assertThat(CallCodec.ended(Base64.getDecoder().decode(ENDED_OF_VERSION_7)))
                .isEqualTo(CallCodec.ended(Base64.getDecoder().decode(ENDED_OF_VERSION_5)));
    }

    @Test
    void aSettledCallOfTheReleaseBeforeIsReadAsItWas() {
        EndedCall ended = CallCodec.ended(Base64.getDecoder().decode(ENDED_OF_VERSION_2));

        assertThat(ended.hangup()).isEqualTo(Hangup.of("NORMAL_CLEARING"));
        assertThat(ended.flags()).containsExactly("late");
        assertThat(ended.dueMicros(0)).isEqualTo(134_302 - 88_067);
        assertThat(ended.before().orElseThrow().entryIds()).containsExactly(Optional.of("202603-x"));
        assertThat(ended.postingKey()).endsWith("/1/a/recon:2");
    }

    @Test
    void callsOfTheReleaseThatNamedEachTextOnceAreReadAsTheyWere() {
        CallEntry hard = withCarrier(live(Base64.getDecoder().decode(LIVE_OF_VERSION_2)));
        CallEntry.Level level = hard.levels().get(0);
        CallEntry call = hard.priced(
                List.of(new CallEntry.Level(
                        level.account(),
                        level.seller(),
                        level.billing(),
                        level.trunk(),
                        0,
                        level.currency(),
                        level.rate(),
                        0,
                        true,
                        Optional.of(new AllotmentHold(
                                "outbound_did_us", Instant.parse("2026-03-01T10:00:00Z"), 60, 6, 5, 90, 60)))),
                new CallEntry.Facts(
                        "",
                        Optional.empty(),
                        Set.of(),
                        hard.facts().carrier(),
                        Optional.of(new UserId("d".repeat(32)))));
        EndedCall ended = new EndedCall(
                call,
                true,
                61,
                61,
                Instant.parse("2026-03-01T10:01:06Z"),
                new Hangup("USER_BUSY", "callee", OptionalInt.of(486), OptionalLong.of(75)),
                List.of(),
                List.of(134_302L, 60_500L),
                EndedCall.By.RERATING,
                3,
                Optional.of(new EndedCall.Before(
                        61,
                        List.of(1L, 2L),
                        List.of(Optional.empty(), Optional.of("202603-y")),
                        List.of(61L, 66L),
                        List.of("s/1/a/end"),
                        List.of(60L))));

        assertThat(live(Base64.getDecoder().decode(LIVE_OF_VERSION_8))).isEqualTo(call);
        assertThat(CallCodec.ended(Base64.getDecoder().decode(ENDED_OF_VERSION_8)))
                .isEqualTo(ended);
        assertThat(live(CallCodec.stored(call).record())).isEqualTo(call);
        assertThat(CallCodec.ended(CallCodec.ended(ended))).isEqualTo(ended);
        assertThatThrownBy(() -> CallCodec.ended(Base64.getDecoder().decode(LIVE_OF_VERSION_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
