package org.lumiwatch.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lumiwatch.judge.QualityTest;

/** Holds the table of rooms and arrows, and the picture of it in the documents. */
class ArchitectureTest {
    private static final String ROOT = "org.lumiwatch";
    private static final Path PICTURE = Path.of("..", "docs", "architecture.md");

    private static JavaClasses classes = new ClassFileImporter().importClasses();

    @BeforeAll
    static void readClasses() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
    }

    @Test
    void everyRoomUsesOnlyWhatTheTableAllows() {
        Set<String> broken = new TreeSet<>();
        for (JavaClass of : classes) {
            String room = room(of.getPackageName());
            for (Dependency use : of.getDirectDependenciesFromSelf()) {
                String used = room(use.getTargetClass().getPackageName());
                if (!room.isEmpty() && !used.isEmpty() && !Rooms.allowed(room).contains(used)) {
                    broken.add("%s uses %s: %s -> %s (expected: %s uses only %s)"
                            .formatted(
                                    of.getSimpleName(),
                                    use.getTargetClass().getSimpleName(),
                                    room,
                                    used,
                                    room,
                                    Rooms.allowed(room)));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyPackageIsARoomOfTheTable() {
        assertThat(classes.stream()
                        .map(one -> room(one.getPackageName()))
                        .filter(room -> !room.isEmpty() && !Rooms.all().contains(room))
                        .distinct())
                .isEmpty();
    }

    @Test
    void noScoreSeesALabel() {
        for (String room : Set.of("expect", "compare", "judge")) {
            assertThat(Rooms.allowed(room)).doesNotContain("truth", "ledger", "learn");
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + "." + room + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT + ".truth..")
                    .because("labels must not leak into a score")
                    .check(classes);
        }
    }

    @Test
    void certificationNeverScores() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".certify..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(QualityTest.class)
                .because("certification reads the ledger")
                .check(classes);
    }

    @Test
    void theSimulatorIsReachedFromTheEdgeOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".simulator..", ROOT + ".cli..", ROOT + ".testkit..", ROOT + ".bench..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".simulator..")
                .check(classes);
    }

    @Test
    void nobodyDependsOnTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".cli..")
                .check(classes);
    }

    @Test
    void librariesStayInTheirRooms() {
        Rooms.LIBRARIES.forEach((library, rooms) -> noClasses()
                .that()
                .resideOutsideOfPackages(
                        rooms.stream().map(room -> ROOT + "." + room + "..").toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because("%s belongs in %s".formatted(library, rooms))
                .check(classes));
    }

    @Test
    void thePictureInTheDocumentsIsTheTable() throws IOException {
        assertThat(Files.readString(PICTURE))
                .as("docs/architecture.md holds the picture of the table; copy this there")
                .contains(Rooms.picture());
    }

    /** First part of the package below the root; empty outside it and for the root itself. */
    private static String room(String packageName) {
        if (!packageName.startsWith(ROOT + ".")) {
            return "";
        }
        String below = packageName.substring(ROOT.length() + 1);
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }
}
