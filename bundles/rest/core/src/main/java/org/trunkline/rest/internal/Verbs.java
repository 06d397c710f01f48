package org.trunkline.rest.internal;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.ws.rs.HttpMethod;
import javax.ws.rs.Path;
import org.apache.cxf.jaxrs.impl.MetadataMap;
import org.apache.cxf.jaxrs.model.URITemplate;

/** Which verbs a path takes. The runtime itself names those of all resources together. */
final class Verbs {
    private static final String REST = "FINAL_MATCH_GROUP";

    private final List<Map.Entry<URITemplate, String>> verbs = new ArrayList<>();

    Verbs(Collection<?> resources) {
        for (Object resource : resources) {
            Path root = resource.getClass().getAnnotation(Path.class);
            if (root != null) {
                Stream.of(resource.getClass().getMethods()).forEach(method -> of(method)
                        .ifPresent(verb -> verbs.add(Map.entry(template(root, method), verb))));
            }
        }
    }

    /** Returns the verb that a method of a resource serves. */
    static Optional<String> of(Method method) {
        return Stream.of(method.getAnnotations())
                .map(Annotation::annotationType)
                .map(type -> type.getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(HttpMethod::value)
                .findFirst();
    }

    /** Returns the value of the header {@code Allow} for the path. */
    String allowed(String path) {
        TreeSet<String> allowed = new TreeSet<>(List.of("OPTIONS"));
        verbs.stream().filter(each -> matches(each.getKey(), path)).forEach(each -> allowed.add(each.getValue()));
        return String.join(", ", allowed);
    }

    private static boolean matches(URITemplate template, String path) {
        MetadataMap<String, String> groups = new MetadataMap<>();
        return template.match(path, groups) && List.of("", "/").contains(String.valueOf(groups.getFirst(REST)));
    }

    private static URITemplate template(Path root, Method method) {
        Path below = method.getAnnotation(Path.class);
        return URITemplate.createTemplate("/" + root.value() + (below == null ? "" : "/" + below.value()));
    }
}
