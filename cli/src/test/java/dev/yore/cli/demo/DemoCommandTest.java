package dev.yore.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.cli.Cli;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
  @TempDir Path folder;

  @Test
  void tellsTheWholeStoryAndKeepsItsDatabaseWhenAsked() {
    Cli run = Cli.run("demo", "--keep", folder.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("1. Facts", "likes_it_too", "FOR SYSTEM_TIME AS OF", "yore demo")
        .contains("8. Closed and opened again", "The end, after");
    String url = folder.resolve("demo").toString();
    assertThat(csv(url, "SELECT age FROM person WHERE name = 'Alice'")).isEqualTo("age\n31\n");
    long left = 40 + Arrays.stream(Story.STOCK_CHANGES).sum();
    assertThat(csv(url, "SELECT stock FROM product")).isEqualTo("stock\n" + left + "\n");
  }

  @Test
  void answersTheSameBeforeAndAfterTheRestart() {
    String out = Cli.run("demo", "--keep", folder.toString()).out();

    String then = "FOR SYSTEM_TIME AS OF";
    String before = answer(out, out.indexOf(then));
    String after = answer(out, out.lastIndexOf(then));
    assertThat(before).contains("Alice", "30").isEqualTo(after);
  }

  @Test
  void neverSellsMoreTeapotsThanThereAre() {
    int stock = 40;
    for (int change : Story.STOCK_CHANGES) {
      stock += change;
      assertThat(stock).isNotNegative();
    }
  }

  @Test
  void refusesADatabaseInMemory() {
    Cli run = Cli.run("demo", "--url", "mem:x");

    assertThat(run.err()).contains("--url has to be a file");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  private static String answer(String out, int statement) {
    int start = out.indexOf('\n', statement);
    return out.substring(start, out.indexOf("row)", start));
  }

  private static String csv(String url, String query) {
    return Cli.run("sql", url, "--format", "csv", "-e", query).out();
  }
}
