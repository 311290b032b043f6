package dev.yore.tck;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the modules and packages to the directions that docs/architecture.md draws. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.yore");

  @ParameterizedTest
  @ValueSource(strings = {"storage", "engine", "sql", "transactor", "jdbc", "cli", "tck"})
  void seesEveryModule(String module) {
    assertThat(CLASSES).anyMatch(type -> type.getPackageName().startsWith("dev.yore." + module));
  }

  @Test
  void modulesDependOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .withOptionalLayers(true)
        .layer("storage")
        .definedBy("dev.yore.storage..")
        .layer("engine")
        .definedBy("dev.yore.engine..")
        .layer("sql")
        .definedBy("dev.yore.sql..")
        .layer("transactor")
        .definedBy("dev.yore.transactor..")
        .layer("jdbc")
        .definedBy("dev.yore.jdbc..")
        .layer("cli")
        .definedBy("dev.yore.cli..")
        .layer("tck")
        .definedBy("dev.yore.tck..")
        .layer("bench")
        .definedBy("dev.yore.bench..")
        .whereLayer("storage")
        .mayNotAccessAnyLayer()
        .whereLayer("engine")
        .mayOnlyAccessLayers("storage")
        .whereLayer("sql")
        .mayOnlyAccessLayers("storage", "engine")
        .whereLayer("transactor")
        .mayOnlyAccessLayers("storage", "engine")
        .whereLayer("jdbc")
        .mayOnlyAccessLayers("storage", "engine", "sql", "transactor")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("tck")
        .mayOnlyBeAccessedByLayers("bench")
        .whereLayer("bench")
        .mayNotBeAccessedByAnyLayer()
        .check(CLASSES);
  }

  @Test
  void calciteStaysInTheSqlFrontEnd() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.yore.sql..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.calcite..", "org.codehaus.janino..")
        .check(CLASSES);
  }

  @Test
  void nettyStaysInPackagesNamedNet() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.yore..net..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .check(CLASSES);
  }

  @Test
  void javaSqlStaysAtTheEdges() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.yore.jdbc..",
            "dev.yore.sql..",
            "dev.yore.storage.postgres..",
            "dev.yore.cli..",
            "dev.yore.tck..",
            "dev.yore.bench..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql", "javax.sql")
        .check(CLASSES);
  }

  @Test
  void driversAndPoolsOfPostgresStayInItsStore() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.yore.storage.postgres..", "dev.yore.bench..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.postgresql..", "com.zaxxer..")
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Util", "Utils", "Manager", "Helper", "Impl"})
  void namesSayWhatAClassIs(String emptyWord) {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(
            "dev.yore.sql.parser.YoreSqlParserTokenManager") // JavaCC's name
        .should()
        .haveSimpleNameEndingWith(emptyWord)
        .check(CLASSES);
  }

  @Test
  void noPackageIsCalledUtil() {
    noClasses().should().resideInAnyPackage("..util..", "..utils..", "..helper..").check(CLASSES);
  }

  @Test
  void everyPackageSaysWhatItHolds() {
    Set<String> packages =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(packages)
        .allSatisfy(name -> assertThat(CLASSES.contain(name + ".package-info")).as(name).isTrue());
  }

  @Test
  void modulesHaveNoCycles() {
    slices().matching("dev.yore.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void packagesOfStorageHaveNoCycles() {
    slices().matching("dev.yore.storage.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
