package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.limits.CallRenewal;
import org.trunkline.limits.CallSettlement.LevelCharge;
import org.trunkline.rating.Price;

/** Whole calls against exact arithmetic: however a call is renewed, it takes and costs what it would in one piece. */
class AllotmentArithmeticTest {
    private static final int CALLS = 300;
    private static final BigDecimal SIXTY = BigDecimal.valueOf(60);

    @TempDir
    Path journal;

    /** An allotment and what is charged after it. */
    private record Terms(int amount, int minimum, int increment, int free, Price price) {
        static Terms random(Random random) {
            return new Terms(
                    1 + random.nextInt(400),
                    random.nextInt(3) * 20,
                    1 + random.nextInt(30),
                    random.nextInt(3) * 4,
                    new Price(
                                    random.nextInt(900_000_000),
                                    random.nextInt(2) * 50_000_000,
                                    random.nextInt(2) * 30,
                                    1 + random.nextInt(60),
                                    random.nextInt(2) * 7)
                            .discounted(random.nextInt(3) * 1_234));
        }

        /** Counted one by one. */
        int takes(int seconds) {
            if (seconds <= free || seconds == 0) {
                return 0;
            }
            int taken = minimum;
            while (taken < seconds) {
                taken += increment;
            }
            return taken;
        }

        /** The longest call that the allotment covers. */
        int reach() {
            int reach = 0;
            while (takes(reach + 1) <= amount) {
                reach++;
            }
            return reach;
        }

        /** HALF_UP(charged · r · (1 − p)) in micros, charged in whole increments, without fee, minimum and free time. */
        long tail(int seconds) {
            int increment60 = price.incrementSeconds();
            int charged = seconds <= 0 ? 0 : (seconds + increment60 - 1) / increment60 * increment60;
            return BigDecimal.valueOf(price.perMinuteNanos())
                    .multiply(BigDecimal.valueOf(charged))
                    .multiply(BigDecimal.valueOf(10_000 - price.discountBasisPoints()))
                    .divide(SIXTY.multiply(BigDecimal.valueOf(10_000_000)), 0, RoundingMode.HALF_UP)
                    .longValueExact();
        }
    }

    @Test
    void anyCallTakesAndCostsWhatItWouldInOnePiece() {
        Random random = new Random(13);
        try (World world = new World(journal)) {
            world.price(R2, "0", 1, 0).price(R1, "0", 1, 0);
            for (int i = 0; i < CALLS; i++) {
                Terms terms = Terms.random(random);
                world.prices.put(C, terms.price());
                world.credit(C, "1000");
                world.allotments(
                        C,
                        ("{\"international\":{\"amount\":%d,\"cycle\":\"hourly\",\"minimum\":%d,"
                                        + "\"increment\":%d,\"no_consume_time\":%d}}")
                                .formatted(terms.amount(), terms.minimum(), terms.increment(), terms.free()));
                world.clock.move(3600);
                whole(world, "call" + i, terms, 1 + random.nextInt(600), random);
            }
        }
    }

    private static void whole(World world, String call, Terms terms, int seconds, Random random) {
        if (terms.takes(terms.free() + 1) > terms.amount()) {
            return;
        }
        long covered = world.call(call, C, GERMANY).maxSeconds().orElseThrow();
        world.admission().answered(world.caller, world.key(call));
        int elapsed = 0;
        while (covered < seconds) {
            int step = 1 + random.nextInt((int) (covered - elapsed));
            elapsed += step;
            world.clock.move(step);
            CallRenewal renewal = world.renew(call, elapsed);
            covered = renewal.maxSeconds().orElseThrow();
            assertThat(world.held(C)).as("%s %s", call, terms).isEqualTo(terms.tail((int) covered - terms.reach()));
        }
        world.clock.move(seconds - elapsed);

        LevelCharge charge = world.end(call, seconds).levels().get(0);

        assertThat(charge.allotmentSeconds())
                .as("%s %d %s", call, seconds, terms)
                .isEqualTo(terms.takes(Math.min(seconds, terms.reach())));
        assertThat(-charge.amountMicros())
                .as("%s %d %s", call, seconds, terms)
                .isEqualTo(terms.tail(seconds - terms.reach()));
        assertThat(world.held(C)).isZero();
    }
}
