package org.trunkline.shell.rating;

import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.trunkline.kernel.AccountTree;
import org.trunkline.rating.RatingService;
import org.trunkline.shell.console.Commands;

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
                    AccountTree tree) {
        commands = new Commands(sessions);
        if (rating != null && tree != null) {
            commands.using(RatingService.class, rating)
                    .using(AccountTree.class, tree)
                    .add(QuoteCommand.class);
        }
    }

    @Deactivate
    void remove() {
        commands.close();
    }
}
