package org.trunkline.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Calendar;
import java.util.Date;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** Habits that hold everywhere: exact money, one clock, constructor injection. */
@AnalyzeClasses(packages = "org.trunkline", importOptions = ImportOption.DoNotIncludeTests.class)
class HabitsTest {
    private static final Set<String> FLOATING =
            Set.of("double", "float", "java.lang.Double", "java.lang.Float", "[D", "[F");
    private static final String[] MONEY = {
        "org.trunkline.kernel..",
        "org.trunkline.json..",
        "org.trunkline.rating..",
        "org.trunkline.ledger..",
        "org.trunkline.limits..",
        "org.trunkline.connectors..",
        "org.trunkline.shell.."
    };
    private static final String COMPONENT = "org.osgi.service.component.annotations.Component";
    private static final String STATE = "org.trunkline.limits.state.internal";
    private static final String CHANGE_FEED = "org.trunkline.kernel.ChangeFeed";
    private static final String ACTIVATE = "org.osgi.service.component.annotations.Activate";
    private static final String REFERENCE = "org.osgi.service.component.annotations.Reference";

    /** Locals and literals leave no trace that this can see; TidyTest reads the sources for them. */
    @ArchTest
    static final ArchRule moneyTouchesNoFloats =
            classes().that().resideInAnyPackage(MONEY).should(touchNoFloats());

    @ArchTest
    static final ArchRule aConstructorThatIsActivatedHasNoTwin = classes()
            .should(haveNoTwinOfTheActivatedConstructor())
            .because(
                    "Declarative Services tries each one with as many parameters, and logs an error for the wrong one");

    @ArchTest
    static final ArchRule whatRemembersStaysWhileNobodyAsks = classes()
            .that()
            .areAnnotatedWith(COMPONENT)
            .should(beImmediateIfTheyRemember())
            .because("a component that is not immediate ends with its last user, and comes back empty or by a restart: "
                    + "what survives a replaced bundle must not depend on being used");

    @ArchTest
    static final ArchRule thereIsOneJsonMapper = noClasses()
            .that()
            .resideOutsideOfPackage("org.trunkline.json..")
            .should()
            .callConstructorWhere(target(owner(assignableTo("com.fasterxml.jackson.core.TokenStreamFactory"))))
            .orShould()
            .callConstructorWhere(target(owner(assignableTo("com.fasterxml.jackson.core.ObjectCodec"))))
            .orShould()
            .callMethodWhere(target(owner(assignableTo("com.fasterxml.jackson.core.ObjectCodec")))
                    .and(target(name("builder"))))
            .because("the mapper of the json bundle reads decimals exactly; a new one would make doubles of them");

    @ArchTest
    static final ArchRule onlyTheClockReadsTheWallClock = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.trunkline.kernel.internal.SystemClock")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethodWhere(target(owner(resideInAPackage("java.time.."))).and(target(name("now"))))
            .orShould()
            .callMethodWhere(target(owner(resideInAPackage("java.time.."))).and(target(nameStartingWith("system"))))
            .orShould()
            .callConstructor(Date.class)
            .orShould()
            .callMethodWhere(target(owner(assignableTo(Calendar.class))).and(target(name("getInstance"))))
            .because("time comes from the injected Clock, so that tests can move it");

    /** What is billed, decided or stored must not depend on a clock that a test cannot move. */
    @ArchTest
    static final ArchRule rulesMeasureNoTimeOfTheirOwn = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.trunkline.persistence.internal..",
                    "org.trunkline.persistence.testing..",
                    "org.trunkline.rest.internal..")
            .and()
            .haveNameNotMatching(".*\\.DecisionBudget(\\$.*)?")
            .should()
            .callMethod(System.class, "nanoTime")
            .because("only waits of the runtime itself, for a database or a request, are measured");

    @ArchTest
    static final ArchRule chanceIsUnguessable = noClasses()
            .should()
            .callConstructorWhere(target(owner(com.tngtech.archunit.base.DescribedPredicate.describe(
                    "java.util.Random", (JavaClass type) -> type.isEquivalentTo(Random.class)))))
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
            .because("ids, keys and passwords come from SecureRandom, and nothing else is left to chance");

    @ArchTest
    static final ArchRule componentsAreNotInjectedThroughFields =
            noFields().should().beAnnotatedWith(REFERENCE).because("final fields need no null checks");

    @ArchTest
    static final ArchRule componentsAreNotInjectedThroughSetters =
            noMethods().should().beAnnotatedWith(REFERENCE).because("a component is whole when it is made");

    private static ArchCondition<JavaClass> touchNoFloats() {
        return new ArchCondition<>("touch neither double nor float") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Stream<String> fields = type.getFields().stream()
                        .filter(field -> isFloat(field.getRawType()))
                        .map(JavaField::getFullName);
                Stream<String> declared = type.getCodeUnits().stream()
                        .filter(unit -> floats(unit.getRawParameterTypes().stream(), unit.getRawReturnType()))
                        .map(JavaCodeUnit::getFullName);
                Stream<String> called = type.getCodeUnitCallsFromSelf().stream()
                        .filter(call -> isFloat(call.getTargetOwner())
                                || floats(
                                        call.getTarget().getRawParameterTypes().stream(),
                                        call.getTarget().getRawReturnType()))
                        .map(JavaAccess::getDescription);
                Stream.of(fields, declared, called)
                        .flatMap(each -> each)
                        .forEach(each -> events.add(SimpleConditionEvent.violated(type, each + ": a floating number")));
            }
        };
    }

    private static boolean floats(Stream<JavaClass> parameters, JavaClass result) {
        return Stream.concat(parameters, Stream.of(result)).anyMatch(HabitsTest::isFloat);
    }

    private static boolean isFloat(JavaClass type) {
        return FLOATING.contains(type.getName());
    }

    private static ArchCondition<JavaClass> haveNoTwinOfTheActivatedConstructor() {
        return new ArchCondition<>("have no other public constructor with as many parameters as the activated one") {
            @Override
            public void check(JavaClass each, ConditionEvents events) {
                each.getConstructors().stream()
                        .filter(made -> made.isAnnotatedWith(ACTIVATE))
                        .forEach(activated -> each.getConstructors().stream()
                                .filter(other -> !other.equals(activated))
                                .filter(other -> other.getModifiers().contains(JavaModifier.PUBLIC))
                                .filter(other -> other.getRawParameterTypes().size()
                                        == activated.getRawParameterTypes().size())
                                .forEach(other ->
                                        events.add(SimpleConditionEvent.violated(other, other.getDescription()))));
            }
        };
    }

    private static ArchCondition<JavaClass> beImmediateIfTheyRemember() {
        return new ArchCondition<>("be immediate if they belong to the call state or listen to the change feed") {
            @Override
            public void check(JavaClass each, ConditionEvents events) {
                boolean listens = each.getConstructors().stream()
                        .flatMap(made -> made.getRawParameterTypes().stream())
                        .anyMatch(type -> type.getName().equals(CHANGE_FEED));
                boolean immediate = each.getAnnotationOfType(COMPONENT)
                        .get("immediate")
                        .filter(Boolean.TRUE::equals)
                        .isPresent();
                if ((listens || each.getPackageName().equals(STATE)) && !immediate) {
                    events.add(SimpleConditionEvent.violated(each, each.getName() + " is not immediate"));
                }
            }
        };
    }
}
