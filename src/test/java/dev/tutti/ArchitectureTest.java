package dev.tutti;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The package table of the design, and what no class may do. A package that does not exist yet breaks no rule. */
@AnalyzeClasses(packages = "dev.tutti", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "dev.tutti.";

    /** These may import everything, and nobody imports them. */
    private static final List<String> EDGES = List.of("cli", "console", "demo");

    private static final Map<String, Set<String>> MAY_IMPORT = table(
            "address     <-",
            "fact        <-",
            "problem     <-",
            "identity    <- problem",
            "decision    <- address fact",
            "policy      <- fact identity problem",
            "engine      <- fact decision policy",
            "journal     <- fact decision problem",
            "tally       <- fact journal",
            "conductor   <- fact decision policy engine journal tally problem",
            "source      <- address identity problem",
            "admission   <- source identity problem",
            "intake      <- address fact conductor identity source admission problem",
            "intake.format <- address fact problem",
            "context     <- address fact conductor identity problem",
            "connector   <- fact problem",
            "action      <- fact decision connector conductor journal problem",
            "approval    <- fact decision identity conductor action problem",
            "history     <- fact journal identity problem",
            "replay      <- fact decision policy engine journal tally");

    @ArchTest
    static void everyPackageImportsOnlyWhatTheTableAllows(JavaClasses all) {
        MAY_IMPORT.forEach((feature, allowed) -> {
            var permitted = Stream.concat(Stream.of(feature), allowed.stream())
                    .map(name -> ROOT + name + "..")
                    .toArray(String[]::new);
            classes()
                    .that()
                    .resideInAPackage(ROOT + feature + "..")
                    .should()
                    .onlyDependOnClassesThat(
                            are(resideOutsideOfPackages("dev.tutti..")).or(are(resideInAnyPackage(permitted))))
                    .allowEmptyShould(true)
                    .check(all);
        });
    }

    @ArchTest
    static void everyPackageStandsInTheTable(JavaClasses all) {
        var features = all.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(ROOT))
                .map(name -> name.substring(ROOT.length()).split("\\.", 2)[0])
                .collect(Collectors.toSet());

        assertThat(features)
                .isSubsetOf(Stream.concat(MAY_IMPORT.keySet().stream(), EDGES.stream())
                        .toList());
    }

    @ArchTest
    static final ArchRule noFeatureDependsOnItselfInACircle =
            slices().matching(ROOT + "(*)..").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyTheEngineKnowsKie = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "engine..", ROOT + "fact..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.kie..", "org.drools..");

    @ArchTest
    static final ArchRule factsKnowTheEngineByItsEventAnnotationsOnly = noClasses()
            .that()
            .resideInAPackage(ROOT + "fact..")
            .should()
            .dependOnClassesThat(are(resideInAnyPackage("org.kie..", "org.drools.."))
                    .and(are(resideOutsideOfPackages("org.kie.api.definition.type"))));

    @ArchTest
    static final ArchRule noFieldIsInjected = fields().should()
            .notBeAnnotatedWith(Inject.class)
            .andShould()
            .notBeAnnotatedWith(ConfigProperty.class)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyOneClassReadsTheTimeOfDay = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + "cli.WallClock")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(java.time.LocalDateTime.class, "now")
            .orShould()
            .callMethod(java.time.OffsetDateTime.class, "now")
            .orShould()
            .callMethod(java.time.ZonedDateTime.class, "now");

    @ArchTest
    static final ArchRule entitiesStayInTheirPackage = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .should()
            .bePackagePrivate()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyTheEdgesSpeakPastTheLog = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "cli..", ROOT + "demo..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace");

    private static Map<String, Set<String>> table(String... rows) {
        var table = new TreeMap<String, Set<String>>();
        for (String row : rows) {
            var sides = row.split("<-", 2);
            var allowed = sides[1].isBlank()
                    ? Set.<String>of()
                    : Set.copyOf(Arrays.asList(sides[1].strip().split(" ")));
            table.put(sides[0].strip(), allowed);
        }
        return table;
    }
}
