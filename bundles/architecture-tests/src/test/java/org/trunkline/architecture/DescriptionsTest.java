package org.trunkline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.ws.rs.Path;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.rest.internal.Description;
import org.trunkline.rest.internal.OpenApi;

/** The description of the API: nothing is missing in it, nothing is too much, and every field is explained. */
class DescriptionsTest {
    private static final List<Class<?>> RESOURCES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.trunkline").stream()
                    .filter(type -> type.isAnnotatedWith(Path.class))
                    .<Class<?>>map(JavaClass::reflect)
                    .toList();

    private static final ObjectNode DOCUMENT = OpenApi.document(RESOURCES);

    private final List<String> wrong = new ArrayList<>();

    @Test
    void everyMethodOfEveryResourceIsDescribedBesideItAndNothingElse() {
        Map<String, TreeSet<String>> served = new TreeMap<>();
        Map<String, Class<?>> anyOfPackage = new TreeMap<>();
        for (Class<?> resource : RESOURCES) {
            served.computeIfAbsent(resource.getPackageName(), any -> new TreeSet<>())
                    .addAll(operations(OpenApi.document(List.of(resource)).path("paths")));
            anyOfPackage.put(resource.getPackageName(), resource);
        }
        served.forEach((name, operations) -> {
            TreeSet<String> described =
                    operations(Description.beside(anyOfPackage.get(name)).paths());
            operations.stream()
                    .filter(each -> !described.contains(each))
                    .forEach(each -> wrong.add("openapi.json beside " + name + " lacks " + each));
            described.stream()
                    .filter(each -> !operations.contains(each))
                    .forEach(each ->
                            wrong.add("openapi.json beside " + name + " describes, and no resource has " + each));
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyParameterAndEveryFieldIsExplained() {
        for (Class<?> resource : RESOURCES) {
            Description said = Description.beside(resource);
            said.components("schemas").properties().forEach(each -> schema(each.getKey(), each.getValue()));
            said.paths()
                    .properties()
                    .forEach(path -> path.getValue().properties().forEach(verb -> {
                        String name = verb.getKey().toUpperCase() + " " + path.getKey();
                        explained(name + " summary", verb.getValue().path("summary"));
                        Stream.of("data", "answer", "rows")
                                .filter(part -> verb.getValue().has(part))
                                .forEach(part -> schema(
                                        name + " " + part, verb.getValue().get(part)));
                    }));
        }
        DOCUMENT.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(verb -> verb.getValue()
                        .path("parameters")
                        .forEach(each -> parameter(verb.getKey() + " " + path.getKey(), each))));
        assertThat(wrong.stream().distinct()).isEmpty();
    }

    @Test
    void noTwoBundlesMeanDifferentThingsByOneName() {
        Map<String, JsonNode> known = new TreeMap<>();
        for (Class<?> resource : RESOURCES) {
            Description.beside(resource).components("schemas").properties().forEach(schema -> {
                JsonNode other = known.putIfAbsent(schema.getKey(), schema.getValue());
                if (other != null && !other.equals(schema.getValue())) {
                    wrong.add(schema.getKey() + " of " + resource.getPackageName());
                }
            });
        }
        assertThat(wrong.stream().distinct()).isEmpty();
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        DOCUMENT.findValues("$ref").forEach(reference -> {
            if (DOCUMENT.at(reference.asText().substring(1)).isMissingNode()) {
                wrong.add(reference.asText());
            }
        });
        assertThat(wrong.stream().distinct()).isEmpty();
    }

    @Test
    void theDocumentIsOpenApi() {
        var parsed = new OpenAPIV3Parser().readContents(Json.write(DOCUMENT), null, null);

        assertThat(parsed.getMessages()).isEmpty();
        assertThat(parsed.getOpenAPI().getPaths()).hasSameSizeAs(DOCUMENT.path("paths"));
    }

    private static TreeSet<String> operations(JsonNode paths) {
        TreeSet<String> operations = new TreeSet<>();
        paths.properties().forEach(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(verb -> operations.add(verb.toUpperCase() + " " + path.getKey())));
        return operations;
    }

    private void parameter(String operation, JsonNode parameter) {
        JsonNode found = parameter.has("$ref")
                ? DOCUMENT.at(parameter.get("$ref").asText().substring(1))
                : parameter;
        explained(operation + " parameter " + found.path("name").asText(), found.path("description"));
    }

    private void schema(String name, JsonNode schema) {
        if (schema.has("$ref")) {
            return;
        }
        explained(name, schema.path("description"));
        parts(name, schema);
    }

    /** What is put together of parts is explained as a whole. */
    private void parts(String name, JsonNode schema) {
        schema.path("properties").properties().forEach(each -> schema(name + "." + each.getKey(), each.getValue()));
        Stream.of("items", "additionalProperties")
                .map(schema::path)
                .filter(JsonNode::isObject)
                .forEach(below -> schema(name + "[]", below));
        Stream.of("allOf", "oneOf", "anyOf").forEach(kind -> schema.path(kind).forEach(part -> parts(name, part)));
    }

    private void explained(String name, JsonNode text) {
        if (text.asText("").isBlank()) {
            wrong.add(name + " is not explained");
        }
    }
}
