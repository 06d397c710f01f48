package org.trunkline.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;

/** Who may see whom: the rooms of the house (docs/architecture.md), as rules that fail the build. */
@AnalyzeClasses(
        packages = "org.trunkline",
        importOptions = {ImportOption.DoNotIncludeTests.class, RoomsTest.WithoutTestSupport.class})
class RoomsTest {
    /** What tests are made with may look into the rooms that it tests. */
    static final class WithoutTestSupport implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/persistence/testing/");
        }
    }

    private static final Set<String> SHARED = Set.of("kernel", "json", "persistence", "rest");

    /** Which domain may use the API of which other domains. An edge that is not here is not allowed. */
    private static final Map<String, Set<String>> EDGES = Map.ofEntries(
            Map.entry("accounts", Set.of("tasks")),
            Map.entry("identity", Set.of("accounts", "mail", "numbers")),
            Map.entry("mail", Set.of()),
            Map.entry("numbers", Set.of("accounts")),
            Map.entry("tasks", Set.of()),
            Map.entry("rating", Set.of("accounts", "numbers", "tasks")),
            Map.entry("ledger", Set.of()),
            Map.entry("apps", Set.of("accounts")),
            Map.entry("routing", Set.of("numbers")),
            Map.entry("limits", Set.of("accounts", "numbers", "rating", "ledger", "tasks")),
            Map.entry("webhooks", Set.of("accounts", "identity", "mail")),
            Map.entry("whitelabel", Set.of()));

    @ArchTest
    static final ArchRule kernelUsesNothingButTheJdk = classes()
            .that()
            .resideInAPackage("org.trunkline.kernel..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("org.trunkline.kernel..", "java..", "javax.crypto..", "org.osgi..");

    @ArchTest
    static final ArchRule jpaStaysInItsRoom = noClasses()
            .that()
            .resideOutsideOfPackages("..jpa.internal..", "org.trunkline.persistence..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.persistence..", "org.eclipse.persistence..")
            .because("only jpa rooms know how things are stored");

    @ArchTest
    static final ArchRule jaxRsStaysInItsRoom = noClasses()
            .that()
            .resideOutsideOfPackages("..rest.internal..", "org.trunkline.rest..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("javax.ws.rs..")
            .because("only rest rooms know the wire");

    @ArchTest
    static final ArchRule internalsStayInside =
            classes().that().resideInAPackage("..internal..").should(onlyBeUsedInTheirOwnPackageTree());

    @ArchTest
    static final ArchRule domainsKeepToTheirEdges =
            classes().that().resideInAPackage("org.trunkline..").should(keepToTheEdges());

    @ArchTest
    static final ArchRule domainsHaveNoCycles =
            slices().matching("org.trunkline.(*)..").should().beFreeOfCycles();

    private static ArchCondition<JavaClass> onlyBeUsedInTheirOwnPackageTree() {
        return new ArchCondition<>("only be used in their own package tree") {
            @Override
            public void check(JavaClass target, ConditionEvents events) {
                String home = target.getPackageName().replaceAll("\\.internal(\\..*)?$", ".internal");
                target.getDirectDependenciesToSelf().stream()
                        .filter(use -> !use.getOriginClass().getPackageName().startsWith(home))
                        .forEach(use -> events.add(SimpleConditionEvent.violated(use, use.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaClass> keepToTheEdges() {
        return new ArchCondition<>("use only the domains that its own may use") {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                String from = domain(origin);
                Set<String> allowed = EDGES.get(from);
                if (allowed == null) {
                    return;
                }
                for (Dependency use : origin.getDirectDependenciesFromSelf()) {
                    JavaClass target = use.getTargetClass();
                    String to = domain(target);
                    boolean ours = DescribedPredicate.<JavaClass>describe(
                                    "ours", each -> each.getPackageName().startsWith("org.trunkline."))
                            .test(target);
                    if (ours && !to.equals(from) && !SHARED.contains(to) && !allowed.contains(to)) {
                        events.add(SimpleConditionEvent.violated(use, use.getDescription()));
                    }
                }
            }
        };
    }

    private static String domain(JavaClass type) {
        String[] parts = type.getPackageName().split("\\.");
        return parts.length > 2 ? parts[2] : "";
    }
}
