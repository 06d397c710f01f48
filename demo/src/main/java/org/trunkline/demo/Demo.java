package org.trunkline.demo;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.trunkline.demo.Checks.Check;

/** Starts the distribution, sets the scene over REST, replays calls as a switch, and checks the money. */
public final class Demo {
    private static final int USAGE_ERROR = 2;
    private static final int REPEAT_EVERY = 7;

    private final Options options;
    private final Progress progress = new Progress(System.out);
    private final Report report = new Report(System.out);
    private final Books books = new Books();
    private final Checks checks = new Checks();

    private Demo(Options options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws Exception {
        Options options;
        try {
            options = Options.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println("demo: " + e.getMessage());
            System.err.print(Options.USAGE);
            System.exit(USAGE_ERROR);
            return;
        }
        if (options.help()) {
            System.out.print(Options.USAGE);
            return;
        }
        System.exit(new Demo(options).run());
    }

    private int run() throws IOException, InterruptedException {
        Server server = null;
        try {
            List<PlannedCall> calls = PlannedCall.read(options.calls());
            progress.phase("starting the server");
            server = Server.start();
            Thread stop = new Thread(server::close, "demo-stop");
            Runtime.getRuntime().addShutdownHook(stop);
            server.awaitReady(() -> progress.tell("not ready yet"));
            play(server, calls);
        } catch (DemoFailure e) {
            System.err.println("demo: " + e.getMessage());
            return 1;
        }
        report.next(server);
        if (!options.once()) {
            System.out.println("\nThe server goes on until Ctrl-C.");
            new CountDownLatch(1).await();
        }
        return checks.failed() ? 1 : 0;
    }

    private void play(Server server, List<PlannedCall> calls) throws IOException, InterruptedException {
        Portal portal = Portal.login(server.http(), "root", Server.ROOT_USER, server.password());
        Scene scene = new Scene(portal, progress);
        scene.set(new Deck(options.deck()), calls);
        SwitchClient client = new SwitchClient(server.http(), portal.switchKey("demo switch"));
        replay(client, scene, calls);
        Map<String, BigDecimal> balances = judge(server, portal, client, scene);
        report.decisions(books);
        report.charges(scene.parties(), books, balances);
        report.checks(checks);
    }

    private void replay(SwitchClient client, Scene scene, List<PlannedCall> calls) throws InterruptedException {
        List<CallRun> runs = new ArrayList<>();
        for (PlannedCall call : calls) {
            runs.add(new CallRun(call, scene.customer(call.account()), runs.size() % REPEAT_EVERY == 0));
        }
        progress.phase("replaying " + runs.size() + " calls");
        Replay replay = new Replay(client, books, checks);
        replay.start(runs);
        while (!replay.awaitEnd(200)) {
            Replay.Progress now = replay.progress();
            progress.tell(now.started() + " started, " + now.over() + " over, " + now.messages()
                    + " messages, clock of the file " + now.clockMillis() / 1_000 + " s");
        }
    }

    private Map<String, BigDecimal> judge(Server server, Portal portal, SwitchClient client, Scene scene)
            throws IOException, InterruptedException {
        progress.phase("checking the money");
        Map<String, BigDecimal> balances = new LinkedHashMap<>();
        for (Party party : scene.parties()) {
            BigDecimal balance = portal.balance(party.id());
            BigDecimal expected = scene.credit(party).add(books.total(party.id()));
            balances.put(party.id(), balance);
            checks.expect(
                    Check.LEDGER,
                    balance.compareTo(expected) == 0,
                    () -> party.name() + " has " + balance + " instead of " + expected);
            checks.expect(
                    Check.FLOOR,
                    balance.signum() >= 0 || books.mayBeOverdrawn(party.id()),
                    () -> party.name() + " has " + balance);
        }
        long live = client.liveCalls();
        checks.expect(Check.LIVE, live == 0, () -> live + " calls are live");
        String verified = server.console("ledger:verify");
        checks.expect(Check.VERIFY, verified.contains("The ledger is sound."), () -> verified);
        return balances;
    }
}
