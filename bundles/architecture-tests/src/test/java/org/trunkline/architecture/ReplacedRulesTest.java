package org.trunkline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** While the rules of admission are updated in place switches wait: for what decides, and for nothing else. */
@AnalyzeClasses(packages = "org.trunkline.limits", importOptions = ImportOption.DoNotIncludeTests.class)
class ReplacedRulesTest {
    private static final String COMPONENT = "org.osgi.service.component.annotations.Component";
    private static final String RULES = "org.trunkline.limits.internal";
    private static final String ADDITIONAL = RULES + ".AdditionalServices";

    /** What the switch API asks for, and what keeps others from deleting or spending what calls use meanwhile. */
    private static final Set<String> ASKED = Set.of(
            "org.trunkline.limits.CallAdmission",
            "org.trunkline.limits.EventCharges",
            "org.trunkline.limits.SwitchKeys",
            "org.trunkline.accounts.spi.AccountDeletionGuard",
            "org.trunkline.ledger.spi.HeldCredit");

    /** The component runtime ends the components of a bundle in the order of its header, which has them by their classes. */
    @ArchTest
    static void whatIsAdditionalStopsBeforeTheRules(JavaClasses classes) {
        assertThat(components(classes).min(Comparator.comparing(JavaClass::getName)))
                .map(JavaClass::getName)
                .hasValue(ADDITIONAL);
    }

    @ArchTest
    static void whatNoDecisionNeedsIsAdditional(JavaClasses classes) {
        List<JavaClass> components = components(classes)
                .filter(each -> !each.getName().startsWith(ADDITIONAL))
                .toList();
        Set<String> needed = new TreeSet<>();
        components.stream()
                .filter(each -> each.getAllRawInterfaces().stream().anyMatch(type -> ASKED.contains(type.getName())))
                .forEach(each -> need(each, components, needed));
        assertThat(needed).hasSizeGreaterThanOrEqualTo(ASKED.size());

        Set<String> additional = components.stream()
                .filter(ReplacedRulesTest::isAdditional)
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
        assertThat(additional)
                .containsExactlyInAnyOrderElementsOf(components.stream()
                        .map(JavaClass::getName)
                        .filter(each -> !needed.contains(each))
                        .toList());
    }

    private static Stream<JavaClass> components(JavaClasses classes) {
        return classes.stream()
                .filter(each -> each.getPackageName().equals(RULES))
                .filter(each -> each.isAnnotatedWith(COMPONENT));
    }

    /** A component needs those that its constructor takes. */
    private static void need(JavaClass component, List<JavaClass> components, Set<String> needed) {
        if (needed.add(component.getName())) {
            component.getConstructors().stream()
                    .flatMap(made -> made.getRawParameterTypes().stream())
                    .filter(components::contains)
                    .forEach(each -> need(each, components, needed));
        }
    }

    private static boolean isAdditional(JavaClass component) {
        Object references =
                component.getAnnotationOfType(COMPONENT).get("reference").orElseThrow();
        // an empty list has no type
        return Stream.of((Object[]) references)
                .map(each -> (JavaAnnotation<?>) each)
                .anyMatch(reference -> reference
                        .get("service")
                        .filter(service -> ((JavaClass) service).getName().equals(ADDITIONAL))
                        .isPresent());
    }
}
