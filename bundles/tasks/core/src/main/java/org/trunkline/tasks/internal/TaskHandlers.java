package org.trunkline.tasks.internal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.ServiceTracker;
import org.trunkline.tasks.TaskKind;
import org.trunkline.tasks.spi.TaskHandler;

/** The handlers that are there now. They come and go while the engine and its tasks stay. */
@Component(service = TaskHandlers.class)
public final class TaskHandlers {
    private final Supplier<List<TaskHandler>> present;
    private final Runnable closing;

    @Activate
    public TaskHandlers(BundleContext context) {
        ServiceTracker<TaskHandler, TaskHandler> tracker = new ServiceTracker<>(context, TaskHandler.class, null);
        tracker.open();
        present = () -> Arrays.asList(tracker.getServices(new TaskHandler[0]));
        closing = tracker::close;
    }

    TaskHandlers(List<TaskHandler> handlers) {
        present = () -> handlers;
        closing = () -> {};
    }

    @Deactivate
    void close() {
        closing.run();
    }

    List<TaskKind> kinds() {
        return present.get().stream()
                .map(TaskHandler::kind)
                .sorted(Comparator.comparing(TaskKind::category).thenComparing(TaskKind::action))
                .toList();
    }

    Optional<TaskHandler> find(String category, String action) {
        return present.get().stream()
                .filter(handler -> handler.kind().category().equals(category))
                .filter(handler -> handler.kind().action().equals(action))
                .findFirst();
    }
}
