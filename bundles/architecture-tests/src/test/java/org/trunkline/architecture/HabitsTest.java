package org.trunkline.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.stream.Stream;

/** Habits that hold everywhere: exact money, one clock, constructor injection. */
@AnalyzeClasses(packages = "org.trunkline", importOptions = ImportOption.DoNotIncludeTests.class)
class HabitsTest {
    private static final Set<String> FLOATING = Set.of("double", "float", "java.lang.Double", "java.lang.Float");
    private static final String[] MONEY = {
        "org.trunkline.kernel..",
        "org.trunkline.json..",
        "org.trunkline.rating..",
        "org.trunkline.ledger..",
        "org.trunkline.limits.."
    };

    @ArchTest
    static final ArchRule moneyHasNoFloatingFields =
            fields().that().areDeclaredInClassesThat().resideInAnyPackage(MONEY).should(notFloat());

    @ArchTest
    static final ArchRule moneyHasNoFloatingMethods = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(MONEY)
            .should(neitherTakeNorReturnFloats());

    @ArchTest
    static final ArchRule onlyTheClockReadsTheWallClock = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.trunkline.kernel.internal.SystemClock")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .because("time comes from the injected Clock, so that tests can move it");

    @ArchTest
    static final ArchRule componentsAreInjectedThroughTheConstructor = noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("org.trunkline.shell..")
            .should()
            .beAnnotatedWith("org.osgi.service.component.annotations.Reference")
            .because("final fields need no null checks; commands of the console are the one exception");

    private static ArchCondition<JavaField> notFloat() {
        return new ArchCondition<>("be neither double nor float") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                if (FLOATING.contains(field.getRawType().getName())) {
                    events.add(SimpleConditionEvent.violated(field, field.getDescription() + " is a floating number"));
                }
            }
        };
    }

    private static ArchCondition<JavaMethod> neitherTakeNorReturnFloats() {
        return new ArchCondition<>("neither take nor return double or float") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean floats = Stream.concat(
                                method.getRawParameterTypes().stream(), Stream.of(method.getRawReturnType()))
                        .map(JavaClass::getName)
                        .anyMatch(FLOATING::contains);
                if (floats) {
                    events.add(SimpleConditionEvent.violated(
                            method, method.getDescription() + " handles floating numbers"));
                }
            }
        };
    }
}
