package dev.interline;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the house to its plan: which room may use which, and where the outside world may come in. */
class ArchitectureTest {
    private static final String ROOT = "dev.interline";
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(ROOT);
    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS).importPackages(ROOT);

    /** Each room and the rooms it may use, the innermost first. The server wires everything. */
    private static final Map<String, List<String>> ROOMS = rooms();

    private static final List<String> ROOM_NAMES = List.copyOf(ROOMS.keySet());

    private static Map<String, List<String>> rooms() {
        var rooms = new LinkedHashMap<String, List<String>>();
        rooms.put("log", List.of());
        rooms.put("bytes", List.of());
        rooms.put("exchange", List.of("bytes"));
        rooms.put("tokens", List.of("exchange"));
        rooms.put("health", List.of("exchange"));
        rooms.put("dialect", List.of("bytes", "tokens", "exchange"));
        rooms.put("provider", List.of("bytes", "tokens", "exchange"));
        rooms.put("builtin", List.of("bytes"));
        rooms.put("conversations", List.of("bytes", "exchange", "builtin"));
        rooms.put("openapi", List.of("bytes"));
        rooms.put("config", List.of("exchange"));
        rooms.put("catalog", List.of("bytes", "exchange", "health", "config"));
        rooms.put("routing", List.of("bytes", "exchange", "health", "catalog"));
        rooms.put("store", List.of());
        rooms.put("journal", List.of());
        rooms.put("secrets", List.of("store"));
        rooms.put("retention", List.of("store"));
        rooms.put("limits", List.of("exchange"));
        rooms.put("idempotency", List.of("bytes", "store"));
        rooms.put("archive", List.of("bytes", "store"));
        rooms.put("ledger", List.of("exchange", "store"));
        rooms.put("identity", List.of("bytes", "exchange", "config", "store", "secrets", "ledger"));
        rooms.put("admission", List.of("bytes", "exchange", "catalog", "ledger"));
        rooms.put("alerts", List.of("bytes", "exchange", "ledger"));
        rooms.put("generations", List.of("bytes", "exchange", "store", "journal", "ledger"));
        var inner = List.copyOf(rooms.keySet());
        var withoutStore =
                inner.stream().filter(room -> !List.of("store", "journal", "secrets", "retention").contains(room))
                        .toList();
        rooms.put("relay", withoutStore);
        rooms.put("metrics", List.of("exchange", "health", "generations", "relay"));
        rooms.put("admin", inner);
        rooms.put("console", List.of("exchange", "admin"));
        rooms.put("door", and(withoutStore, "relay", "metrics", "admin", "console"));
        rooms.put("server", List.copyOf(rooms.keySet()));
        rooms.put("command", List.copyOf(rooms.keySet()));
        return rooms;
    }

    private static List<String> and(List<String> rooms, String... others) {
        return Stream.concat(rooms.stream(), Stream.of(others)).toList();
    }

    @ParameterizedTest
    @FieldSource("ROOM_NAMES")
    void usesOnlyTheRoomsItMay(String room) {
        var allowed = Stream.concat(Stream.of(room), ROOMS.get(room).stream()).map(ArchitectureTest::within)
                .toArray(String[]::new);
        hold(classes().that().resideInAPackage(within(room)).should().onlyDependOnClassesThat(
                resideInAnyPackage(allowed).or(not(resideInAPackage(ROOT + "..")))));
    }

    @Test
    void knowsEveryRoom() {
        assertThat(PRODUCT.stream().map(type -> type.getPackageName()).filter(name -> name.startsWith(ROOT + "."))
                .map(name -> name.substring(ROOT.length() + 1).split("\\.")[0]).distinct())
                .as("packages of %s that the table of rooms does not name", ROOT).isSubsetOf(ROOMS.keySet());
    }

    @Test
    void hasNoCyclesBetweenPackages() {
        hold(slices().matching(ROOT + ".(**)").should().beFreeOfCycles());
    }

    @Test
    void nothingUsesTheRootPackage() {
        hold(noClasses().that().resideOutsideOfPackage(ROOT).should().dependOnClassesThat().resideInAPackage(ROOT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dialect", "provider"})
    void keepsSiblingsApart(String family) {
        hold(slices().matching(ROOT + "." + family + ".(*)..").should().notDependOnEachOther());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes", "exchange", "dialect", "provider"})
    void keepsCodecsFreeOfInputAndOutput(String room) {
        hold(noClasses().that().resideInAPackage(within(room)).should().dependOnClassesThat(
                resideInAnyPackage("java.net.http..", "java.nio.file..", "java.nio.channels..", "java.sql..",
                        "javax.sql..", "org.jdbi..", "io.vertx..", "io.netty..")));
        hold(noClasses().that().resideInAPackage(within(room)).should().dependOnClassesThat()
                .haveNameMatching(
                        "java\\.io\\.(File|RandomAccess).*|java\\.net\\.(Socket|ServerSocket|URLConnection)"));
    }

    @Test
    void keepsTheTransportInDoorAndRelay() {
        hold(onlyIn(List.of("door", "relay"), "io.vertx..", "io.netty.."));
    }

    @Test
    void keepsSqlInTheControlPlane() {
        hold(onlyIn(
                List.of("store", "secrets", "retention", "identity", "ledger", "generations", "idempotency", "archive",
                        "admin"),
                "java.sql..",
                "javax.sql..",
                "org.jdbi..", "com.zaxxer..", "org.flywaydb.."));
    }

    @Test
    void introducesEveryPackageAndMarksItNull() {
        assertThat(PRODUCT.stream().map(type -> type.getPackage()).distinct()
                .filter(room -> !room.isAnnotatedWith(NullMarked.class)).map(JavaPackage::getName))
                .as("packages without a package-info.java that says @NullMarked").isEmpty();
    }

    @Test
    void skipsNoTest() {
        hold(noClasses().should().dependOnClassesThat()
                .haveNameMatching("org\\.junit\\.jupiter\\.api\\.(Disabled|Assumptions|condition\\..*)"), TESTS);
    }

    /** Everything outside {@code rooms} and the root package leaves these libraries alone. */
    private static ArchRule onlyIn(List<String> rooms, String... libraries) {
        var allowed = Stream.concat(Stream.of(ROOT), rooms.stream().map(ArchitectureTest::within))
                .toArray(String[]::new);
        return noClasses().that().resideOutsideOfPackages(allowed).should().dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }

    private static String within(String room) {
        return ROOT + "." + room + "..";
    }

    private static void hold(ArchRule rule) {
        hold(rule, PRODUCT);
    }

    /** A rule about a room that nobody has built yet holds. */
    private static void hold(ArchRule rule, JavaClasses classes) {
        rule.allowEmptyShould(true).check(classes);
    }
}
