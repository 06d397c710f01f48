package org.trunkline.kernel.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;
import org.trunkline.kernel.HealthCheck;

/** Names the bundles of Trunkline that are not started, and the components that wait for something or failed. */
@Component
public final class BundleHealth implements HealthCheck {
    private static final String OWN = "org.trunkline.";
    private static final int NAMED_MAX = 10;

    private final BundleContext context;
    private final ServiceComponentRuntime components;

    @Activate
    public BundleHealth(BundleContext context, @Reference ServiceComponentRuntime components) {
        this.context = context;
        this.components = components;
    }

    @Override
    public String name() {
        return "bundles";
    }

    @Override
    public Result check() {
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getSymbolicName() == null || !bundle.getSymbolicName().startsWith(OWN)) {
                continue;
            }
            seen++;
            // STARTING with a lazy activation policy does not occur: none of our bundles has one.
            if (bundle.getState() != Bundle.ACTIVE) {
                wrong.add(bundle.getSymbolicName() + " is not started");
            }
            wrong.addAll(waiting(bundle));
        }
        return wrong.isEmpty()
                ? Result.healthy(seen + " started")
                : Result.unhealthy(wrong.stream().limit(NAMED_MAX).collect(Collectors.joining("; ")));
    }

    private List<String> waiting(Bundle bundle) {
        return components.getComponentDescriptionDTOs(bundle).stream()
                .flatMap(description -> components.getComponentConfigurationDTOs(description).stream())
                .filter(BundleHealth::isWrong)
                .map(BundleHealth::shown)
                .toList();
    }

    private static boolean isWrong(ComponentConfigurationDTO component) {
        return component.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE
                || component.state == ComponentConfigurationDTO.FAILED_ACTIVATION;
    }

    private static String shown(ComponentConfigurationDTO component) {
        if (component.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
            return component.description.name + " failed, see the log";
        }
        return component.description.name + " waits for "
                + Arrays.stream(component.unsatisfiedReferences)
                        .map(reference -> interfaceOf(component, reference))
                        .distinct()
                        .collect(Collectors.joining(", "));
    }

    private static String interfaceOf(ComponentConfigurationDTO component, UnsatisfiedReferenceDTO missing) {
        return Arrays.stream(component.description.references)
                .filter(reference -> reference.name.equals(missing.name))
                .map(reference -> reference.interfaceName + (missing.target == null ? "" : missing.target))
                .findFirst()
                .orElse(missing.name);
    }
}
