package org.trunkline.shell.console;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.karaf.shell.api.action.lifecycle.Manager;
import org.apache.karaf.shell.api.console.Registry;
import org.apache.karaf.shell.api.console.SessionFactory;

/**
 * The commands of one domain, on the console until they are closed.
 *
 * <p>Karaf itself waits for all services of a bundle before it shows any command of it. So each domain has a component
 * that is made anew when the services of its commands come and go, and adds the commands with this while all are there.
 */
public final class Commands implements AutoCloseable {
    private final Registry registry;
    private final Manager manager;
    private final List<Callable<?>> services = new ArrayList<>();
    private final List<Class<?>> commands = new ArrayList<>();

    public Commands(SessionFactory sessions) {
        registry = sessions.getRegistry();
        manager = registry.getService(Manager.class);
    }

    /** Gives the service to the fields of the commands that ask for its type. */
    public <T> Commands using(Class<T> type, T service) {
        // one of our own for each domain: what one takes back must stay for the others
        Callable<T> own = () -> service;
        registry.register(own, type);
        services.add(own);
        return this;
    }

    /** Adds commands and completers; what they use must be there. */
    public Commands add(Class<?>... classes) {
        for (Class<?> each : classes) {
            manager.register(each);
            commands.add(each);
        }
        return this;
    }

    @Override
    public void close() {
        commands.forEach(manager::unregister);
        services.forEach(registry::unregister);
    }
}
