package org.trunkline.rest.internal;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.ws.rs.Path;
import org.trunkline.rest.Unauthenticated;

/**
 * One verb of one path, and the method that serves it.
 *
 * @param path with a leading slash, and the names of its parameters in braces
 * @param spelled whether the path stands so in the resource: one of several words of a pattern yields to it
 */
record Endpoint(Class<?> resource, Method method, String verb, String path, boolean spelled) {
    private static final Pattern PARAMETER = Pattern.compile("\\{\\s*([^:}\\s]+)\\s*:?\\s*([^}]*)}");
    private static final Pattern WORDS = Pattern.compile("[a-z_|]+");

    static List<Endpoint> of(Class<?> resource) {
        Path root = resource.getAnnotation(Path.class);
        List<Endpoint> endpoints = new ArrayList<>();
        if (root == null) {
            return endpoints;
        }
        Stream.of(resource.getMethods())
                .sorted(Comparator.comparing(Method::toString))
                .forEach(method -> {
                    Optional<String> verb = Verbs.of(method).map(name -> name.toLowerCase(Locale.ROOT));
                    Path below = method.getAnnotation(Path.class);
                    String template = joined(root.value(), below == null ? "" : below.value());
                    List<String> paths = spelledOut(template);
                    verb.ifPresent(name -> paths.forEach(path -> endpoints.add(new Endpoint(
                            resource, method, name, PARAMETER.matcher(path).replaceAll("{$1}"), !hasWords(template)))));
                });
        return endpoints;
    }

    /** Returns the names of the parameters of the path. */
    List<String> parameters() {
        return PARAMETER
                .matcher(path)
                .results()
                .map(MatchResult::group)
                .map(found -> found.substring(1, found.length() - 1))
                .toList();
    }

    boolean isOpen() {
        return method.isAnnotationPresent(Unauthenticated.class) || resource.isAnnotationPresent(Unauthenticated.class);
    }

    /** Returns the noun that the endpoint belongs to: the first of the path, or the one below an account. */
    String tag() {
        String[] segments = path.split("/");
        boolean isBelow = segments.length > 3 && segments[1].equals("accounts");
        return segments.length < 2 ? "root" : segments[isBelow ? 3 : 1];
    }

    /** Returns the operation's id: unique among all that are there. */
    String id() {
        String name = resource.getSimpleName() + "." + method.getName();
        return spelled
                ? name + "." + verb
                : name + path.replaceAll("\\{[^}]*}/?", "").replace('/', '.');
    }

    private static boolean hasWords(String template) {
        return PARAMETER.matcher(template).results().anyMatch(found -> WORDS.matcher(found.group(2))
                .matches());
    }

    /** A parameter that means one of some words is written as each of them. */
    private static List<String> spelledOut(String template) {
        Matcher parameter = PARAMETER.matcher(template);
        while (parameter.find()) {
            if (WORDS.matcher(parameter.group(2)).matches()) {
                String before = template.substring(0, parameter.start());
                String after = template.substring(parameter.end());
                return Stream.of(parameter.group(2).split("\\|"))
                        .flatMap(word -> spelledOut(before + word + after).stream())
                        .toList();
            }
        }
        return List.of(template);
    }

    private static String joined(String root, String below) {
        List<String> segments = new ArrayList<>(Arrays.asList((root + "/" + below).split("/")));
        segments.removeIf(String::isEmpty);
        return "/" + String.join("/", segments);
    }
}
