package org.trunkline.limits.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountTree;
import org.trunkline.limits.state.CallState;
import org.trunkline.numbers.NumberPlan;
import org.trunkline.rating.RateLookup;
import org.trunkline.tasks.spi.TaskHandler;
import org.trunkline.tasks.spi.TaskRun;

/** Shows the differences that a corrected deck would make to calls of the past; changes nothing. */
@Component(service = TaskHandler.class, reference = @Reference(name = "additional", service = AdditionalServices.class))
public final class ReratePreviewTask extends ReratingTask {
    private final Rerating rerating;

    @Activate
    public ReratePreviewTask(
            @Reference AccountTree tree,
            @Reference Access access,
            @Reference NumberPlan numbers,
            @Reference RateLookup rates,
            @Reference CallState state,
            @Reference Rerating rerating) {
        super(
                tree,
                access,
                numbers,
                rates,
                state,
                "rerate_preview",
                "Show what charging calls of the past by a deck as it is now would change");
        this.rerating = rerating;
    }

    @Override
    void go(Repricing repricing, Repricing.Period period, TaskRun run) {
        rerating.preview(repricing, period, run::isStopped);
    }
}
