package org.trunkline.shell.rating;

import java.time.Clock;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.trunkline.kernel.AccountTree;
import org.trunkline.rating.ExchangeRateService;
import org.trunkline.rating.RatingService;
import org.trunkline.shell.console.Commands;
import org.trunkline.tasks.TaskService;

/** Shows {@code rate:*} while there are rates. */
@Component(service = {})
public final class RateCommands {
    private final Commands commands;

    @Activate
    public RateCommands(
            @Reference SessionFactory sessions,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    RatingService rating,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    ExchangeRateService exchange,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    TaskService tasks,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    AccountTree tree,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    Clock clock) {
        commands = new Commands(sessions);
        if (rating == null || exchange == null || tree == null || clock == null) {
            return;
        }
        commands.using(RatingService.class, rating)
                .using(ExchangeRateService.class, exchange)
                .using(AccountTree.class, tree)
                .using(Clock.class, clock)
                .add(QuoteCommand.class, ExchangeListCommand.class, ExchangeSetCommand.class);
        if (tasks != null) {
            commands.using(TaskService.class, tasks).add(ImportCommand.class);
        }
    }

    @Deactivate
    void remove() {
        commands.close();
    }
}
