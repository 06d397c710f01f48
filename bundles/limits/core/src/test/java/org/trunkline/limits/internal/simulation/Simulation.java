package org.trunkline.limits.internal.simulation;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.limits.CallEndConflict;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.NodeRole;

/**
 * One run of the real rules on the real state, in one thread, on made-up time: all that happens follows from the seed.
 * After each step the node is compared with the model.
 */
final class Simulation implements AutoCloseable {
    private static final int TOLD_STEPS = Integer.getInteger("simulation.told", 12);

    private static final long CALL_BACK_SECONDS = 3_600;

    /** What happened in one step: to the product and, by the book, to the model. */
    record Step(String what, Supplier<String> product, Function<Model, String> model) {}

    final Random random;
    final Scene scene = new Scene();
    final Node node;
    final Faults faults;
    private final Check check;
    private final Grants grants;
    private final Deque<String> told = new ArrayDeque<>();
    private Model model;
    private Model safe;

    Simulation(long seed, Bug bug, Path directory) {
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        faults = new Faults(random);
        Opening opening = new Opening(scene, random);
        opening.plantTree();
        node = new Node(scene, faults, bug, directory);
        check = new Check(node);
        grants = new Grants(node);
        model = new Model(scene);
        opening.setLimits(node);
        opening.giveCredit(this::deposit);
        safe = model.copy();
    }

    /** @throws AssertionError naming the last steps, if anything is not as it must be */
    void run(int steps) {
        try {
            Play play = new Play(this);
            for (int i = 0; i < steps; i++) {
                play.next();
            }
            drain();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(e + "\nafter:\n  " + told(), e);
        }
    }

    /** Returns the last steps. */
    String told() {
        return String.join("\n  ", told);
    }

    Model model() {
        return model;
    }

    void tell(String what) {
        if (told.size() == TOLD_STEPS) {
            told.removeFirst();
        }
        told.addLast("t=" + scene.now + " " + what);
    }

    void deposit(org.trunkline.kernel.AccountId account, long micros) {
        node.ledger.deposit(account, micros);
        model.credits.merge(account, micros, Long::sum);
    }

    /** Lets both do the same, and compares what they say and what has become of them. */
    void step(Step step) {
        check.pass(model);
        node.settled();
        String actual = words(step.product());
        Model after = model.copy();
        after.settledFirst = node.settled();
        String expected = step.model().apply(after);
        tell(step.what() + " -> " + actual);
        if (faults.isDead()) {
            tell("crash");
            restart(after);
        } else if (actual.equals("unavailable")) {
            Check.require(
                    faults.isDatabaseDown() || faults.isDiskFull(),
                    () -> "unavailable, though nothing is wrong; expected " + expected);
            model = check.merged(model, after);
        } else {
            Check.require(actual.equals(expected), () -> "answer is '" + actual + "', model: '" + expected + "'");
            model = after;
        }
        finish();
    }

    private static String words(Supplier<String> product) {
        try {
            return product.get();
        } catch (Crash e) {
            return "crash";
        } catch (NotFoundException e) {
            return "unknown";
        } catch (ConflictException | CallEndConflict e) {
            return "conflict";
        } catch (UnavailableException e) {
            return "unavailable";
        }
    }

    /** After a step that only the node took, such as a round of a background thread. */
    void background(String what, Runnable product, Consumer<Model> byTheBook) {
        check.pass(model);
        node.settled();
        tell(what);
        try {
            product.run();
        } catch (Crash e) {
            Check.require(faults.isDead(), () -> "alive after " + e);
        }
        Model after = model.copy();
        after.settledFirst = node.settled();
        byTheBook.accept(after);
        if (faults.isDead()) {
            tell("crash");
            restart(after);
        } else {
            model = check.merged(model, after);
        }
        finish();
    }

    private void finish() {
        check.pass(model);
        check.equal(model);
        if (node.wasSynced()) {
            safe = model.copy();
        }
    }

    /** @param before the call as it was; empty if nobody knew it */
    void granted(CallKey key, Optional<CallEntry> before) {
        node.state().find(key).ifPresent(call -> grants.check(before, call));
    }

    /** The process has ended in the middle of something that leads to the model given. */
    private void restart(Model after) {
        node.kill();
        node.start();
        Model merged = check.merged(model, after);
        merged.fraud.takeOverCountries(model.fraud);
        started(merged);
    }

    private void started(Model merged) {
        model = merged;
        check.started(model);
        for (ModelCall call : model.calls.values()) {
            if (call.isEmergency() && call.authorized && call.authorizedAt > scene.now - CALL_BACK_SECONDS) {
                long known = node.state()
                        .lastEmergency(call.account)
                        .map(Scene::seconds)
                        .orElse(Long.MIN_VALUE);
                Check.require(known >= call.authorizedAt, () -> "nobody may call back after " + call);
            }
        }
        // what is older the journal need not know
        model.emergencies.clear();
        scene.accounts.forEach(account ->
                node.state().lastEmergency(account).ifPresent(at -> model.emergencies.put(account, Scene.seconds(at))));
        safe = model.copy();
    }

    /** Stops between two steps, and starts again. */
    void restart(String what, Runnable stop) {
        check.pass(model);
        tell(what);
        stop.run();
        node.start();
        started(model.copy());
        finish();
    }

    /** What was not forced to disk is as it was before. */
    void cutPower() {
        check.pass(model);
        tell("power cut");
        Model before = safe;
        before.credits.clear();
        before.credits.putAll(model.credits);
        node.cutPower();
        node.start();
        // what the journal has lost is as it was when it was last forced to disk
        started(check.merged(before, model));
        finish();
    }

    /** All goes well again, and enough time passes: whatever is not over is settled by its lease. */
    private void drain() {
        tell("drain");
        faults.dead(false);
        faults.diskFull(false);
        node.databaseDown(false);
        for (int i = 0; i < 3; i++) {
            advance(13 * 3600 + 600);
            round();
            round();
        }
        check.settled(model);
    }

    void round() {
        boolean leads = node.state().role() == NodeRole.LEADS;
        boolean well = leads && !faults.isDatabaseDown() && !faults.isDiskFull() && !faults.isCrashDue();
        background(
                "round",
                () -> {
                    // it waits for what it posts
                    node.rounds.recordsLate(false);
                    node.rounds.run("trunkline-settlement-retry");
                },
                after -> {
                    if (leads) {
                        after.settleLeases();
                    }
                });
        if (well) {
            check.noLeaseIsOver(model);
        }
    }

    /** Time passes, and the node keeps its lease if it can. */
    void advance(long seconds) {
        scene.now += seconds;
        node.rounds.run("trunkline-node-lease");
    }

    @Override
    public void close() {
        node.stop();
    }
}
