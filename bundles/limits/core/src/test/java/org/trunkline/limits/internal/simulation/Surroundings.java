package org.trunkline.limits.internal.simulation;

import java.util.Random;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;

/** Everything that happens beside calls: time, money, people, faults. */
final class Surroundings {
    private final Simulation simulation;
    private final Scene scene;
    private final Random random;
    private final Node node;
    private final Opening opening;
    private long compactedAt;
    private boolean recordsLate;

    Surroundings(Simulation simulation) {
        this.simulation = simulation;
        scene = simulation.scene;
        random = simulation.random;
        node = simulation.node;
        opening = new Opening(scene, random);
    }

    /** Returns since when the journal has all that has ended. */
    long compactedAt() {
        return compactedAt;
    }

    /** @param draw 0..49 */
    void next(int draw) {
        if (draw < 14) {
            pass(1 + random.nextInt(70));
        } else if (draw < 17) {
            pass(100 + random.nextInt(1_000));
        } else if (draw < 18) {
            pass(3_600 + random.nextInt(12 * 3_600));
        } else if (draw < 26) {
            simulation.round();
        } else if (draw < 28) {
            keep();
        } else if (draw < 34) {
            people(draw);
        } else {
            fault(draw);
        }
    }

    private void pass(long seconds) {
        simulation.tell("pass " + seconds);
        simulation.advance(seconds);
    }

    private void keep() {
        compactedAt = scene.now + 1;
        simulation.background("keep", node::keep, after -> {});
    }

    private AccountId account() {
        return scene.accounts.get(1 + random.nextInt(scene.accounts.size() - 1));
    }

    private void people(int draw) {
        AccountId account = account();
        AccountNode old = scene.tree.find(account).orElseThrow();
        switch (draw) {
            case 28, 29 -> {
                long micros = random.nextInt(4) == 0 ? -random.nextInt(400_000) : random.nextInt(3_000_000);
                simulation.tell("deposit " + account + " " + micros);
                simulation.deposit(account, micros);
            }
            case 30 -> {
                simulation.tell("limits of " + account);
                node.limits(account, opening.limits(account));
            }
            case 31 -> {
                simulation.tell("tariff of " + account);
                scene.tariffs.put(account, Tariff.random(random));
            }
            case 32 -> {
                boolean enabled = !old.enabled() || random.nextBoolean();
                simulation.tell("enabled " + account + " " + enabled);
                scene.tree.put(Opening.node(account, old.parent(), old.reseller(), enabled));
            }
            default -> move(old);
        }
    }

    private void move(AccountNode old) {
        AccountId parent = scene.accounts.get(random.nextInt(scene.accounts.size()));
        if (!scene.tree.contains(old.id(), parent) && scene.tree.chain(parent).size() < 6) {
            simulation.tell("move " + old.id() + " below " + parent);
            scene.tree.put(Opening.node(old.id(), java.util.Optional.of(parent), old.reseller(), old.enabled()));
        }
    }

    private void fault(int draw) {
        switch (draw) {
            case 34, 35 -> {
                boolean down = !simulation.faults.isDatabaseDown();
                simulation.tell(down ? "database down" : "database up");
                node.databaseDown(down);
                simulation.advance(0);
            }
            case 36 -> {
                simulation.tell("disk full " + !simulation.faults.isDiskFull());
                simulation.faults.diskFull(!simulation.faults.isDiskFull());
            }
            case 37, 38, 39, 40 -> {
                if (!simulation.faults.isCrashDue()) {
                    simulation.faults.crashIn(random.nextInt(12));
                }
            }
            case 41 -> simulation.restart("restart", node::stop);
            case 42 -> {
                compactedAt = scene.now + 1;
                simulation.restart("kill while the journal is written anew", node::killWhileCompacting);
            }
            case 43 -> {
                simulation.tell("update of the rules");
                node.updateRules();
                simulation.faults.posted(true);
            }
            case 44 -> simulation.cutPower();
            case 45 -> {
                simulation.tell("refused attempts are stored");
                node.rounds.run("trunkline-refused-calls");
            }
            case 46, 47 -> jump();
            case 48 -> {
                recordsLate = !recordsLate;
                simulation.tell("records late " + recordsLate);
                simulation.background("records", () -> node.rounds.recordsLate(recordsLate), after -> {});
            }
            default -> pass(1 + random.nextInt(20));
        }
    }

    /** Somebody sets the clock. */
    private void jump() {
        scene.clockWasSet = true;
        scene.wallOffset = new long[] {0, 3_600, -3_600, 1}[random.nextInt(4)];
        simulation.tell("clock on the wall is wrong by " + scene.wallOffset);
        // the node sees it at once: it looks a hundred times a second
        compactedAt = scene.now + 1;
        simulation.background("keep", node::keep, after -> {});
    }
}
