package dev.yore.tck.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.jdbc.config.ConnectionProperty;
import dev.yore.storage.postgres.TestPostgres;
import dev.yore.tck.golden.GoldenScript.Step;
import dev.yore.tck.golden.World.Indexed;
import dev.yore.transactor.EmbeddedDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Golden scripts give the same in every world. {@code -Dyore.golden=record} writes their results
 * anew, as of the first world.
 */
@NullUnmarked
class GoldenWorldsTest {
  /** Scripts of Yore's own SQL, which PostgreSQL does not know. */
  private static final String OWN = "time";

  @TestFactory
  Stream<DynamicTest> allWorldsAgree() throws SQLException {
    if ("record".equals(System.getProperty("yore.golden"))) {
      for (GoldenScript script : GoldenScript.all()) {
        List<String> results = new ArrayList<>();
        run(World.all().getFirst(), script, results::add);
        script.record(results);
      }
    }
    return World.all().stream()
        .flatMap(world ->
            GoldenScript.all().stream()
                .map(script ->
                    DynamicTest.dynamicTest(world + ": " + script, () -> check(world, script))));
  }

  private static void check(World world, GoldenScript script) throws SQLException {
    List<String> results = new ArrayList<>();
    run(world, script, results::add);
    compare(script, results);
  }

  private static void compare(GoldenScript script, List<String> results) {
    SoftAssertions all = new SoftAssertions();
    for (int i = 0; i < results.size(); i++) {
      Step step = script.steps().get(i);
      all.assertThat(results.get(i)).as(step.sql()).isEqualTo(step.result());
    }
    all.assertAll();
  }

  private static void run(World world, GoldenScript script, Consumer<String> results)
      throws SQLException {
    String url = "jdbc:yore:mem:golden";
    String properties =
        "?timezone=UTC" + (world.properties().isEmpty() ? "" : "&" + world.properties());
    try (EmbeddedDatabase database = EmbeddedDatabase.open(url, false, world.options());
        Connection connection = DriverManager.getConnection(url + properties)) {
      int writes = 0;
      for (Step step : script.steps()) {
        results.accept(GoldenScript.result(step, connection));
        if (step.writes()) {
          writes++;
          boolean now =
              world.index() == Indexed.AFTER_EACH_WRITE
                  || (world.index() == Indexed.NOW_AND_THEN && writes % 3 == 0);
          if (now) {
            database.index();
          }
        }
      }
    }
  }

  @Test
  void thePresentIsWhatPostgresSays() throws SQLException {
    for (GoldenScript script : GoldenScript.all()) {
      if (script.toString().startsWith(OWN)) {
        continue;
      }
      try (Connection postgres = TestPostgres.shared().newDatabase("golden")) {
        List<String> results = new ArrayList<>();
        for (Step step : script.steps()) {
          results.add(GoldenScript.result(step, postgres));
        }
        compare(script, results);
      }
    }
  }

  @Test
  void thereIsAWorldForEachSwitch() {
    boolean parallel = ConnectionProperty.named("parallelism") != null;
    assertThat(World.all()).hasSizeGreaterThanOrEqualTo(parallel ? 10 : 8);
  }
}
