package org.trunkline.whitelabel.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.spi.InitialContextFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the servers that the machine asks, with the client of the JDK: 2 seconds, then once more. */
@Component(service = DnsResolver.class)
public final class JndiDnsResolver implements DnsResolver {
    private static final Logger LOG = LoggerFactory.getLogger(JndiDnsResolver.class);
    private static final String FACTORY = "com.sun.jndi.dns.DnsContextFactory";
    private static final String FIRST_TIMEOUT_MS = "2000";
    private static final String ATTEMPTS = "2";
    private static final int VALUES_MAX = 50;

    /** The JDK writes the parts of a text with a blank between, and in quotes what has a blank in itself. */
    private static final Pattern PART = Pattern.compile("(?:\"((?:[^\"\\\\]|\\\\.)*)\"|((?:[^\\s\"\\\\]|\\\\.)+)) ?");

    private final String server;

    @Activate
    public JndiDnsResolver() {
        this("dns:");
    }

    /** @param server such as {@code dns://127.0.0.1:53}; {@code dns:} for those of the machine */
    JndiDnsResolver(String server) {
        this.server = server;
    }

    @Override
    public List<String> lookup(String type, String name) {
        DirContext context = null;
        try {
            context = context();
            Attribute found = context.getAttributes(name, new String[] {type}).get(type);
            return found == null ? List.of() : values(type, found);
        } catch (NamingException e) {
            LOG.debug("The DNS says nothing of {} {}", type, name, e);
            return List.of();
        } finally {
            close(context);
        }
    }

    /** Not by way of {@code InitialContext}: in a framework that asks the services, and not the JDK. */
    private DirContext context() throws NamingException {
        InitialContextFactory factory =
                ServiceLoader.load(InitialContextFactory.class, ClassLoader.getSystemClassLoader()).stream()
                        .filter(provider -> provider.type().getName().equals(FACTORY))
                        .findFirst()
                        .orElseThrow(() -> new NamingException("this JDK has no client for the DNS"))
                        .get();
        Hashtable<String, Object> environment = new Hashtable<>();
        environment.put(Context.PROVIDER_URL, server);
        environment.put("com.sun.jndi.dns.timeout.initial", FIRST_TIMEOUT_MS);
        environment.put("com.sun.jndi.dns.timeout.retries", ATTEMPTS);
        return (DirContext) factory.getInitialContext(environment);
    }

    private static List<String> values(String type, Attribute found) throws NamingException {
        List<String> values = new ArrayList<>();
        for (Object value : Collections.list(found.getAll())) {
            if (value instanceof String text && values.size() < VALUES_MAX) {
                values.add(type.equals("TXT") ? whole(text) : text);
            }
        }
        return values;
    }

    static String whole(String text) {
        StringBuilder whole = new StringBuilder();
        Matcher part = PART.matcher(text);
        while (part.lookingAt()) {
            String found = part.group(1) == null ? part.group(2) : part.group(1);
            whole.append(found.replaceAll("\\\\(.)", "$1"));
            part.region(part.end(), text.length());
        }
        return whole.toString();
    }

    private static void close(DirContext context) {
        if (context == null) {
            return;
        }
        try {
            context.close();
        } catch (NamingException e) {
            LOG.debug("A socket could not be closed", e);
        }
    }
}
