package dev.yore.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.storage.error.YoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Golden text: statements, each followed by a line of dashes, what became of it and an empty line.
 * {@code -Dyore.golden=record} writes the results anew.
 */
final class Golden {
  private static final String LINE = "----";

  private Golden() {}

  static Stream<DynamicTest> tests(String name, Function<String, String> render) {
    Path file = Path.of("src/test/resources/dev/yore/sql", name);
    List<String[]> cases = read(file);
    if ("record".equals(System.getProperty("yore.golden"))) {
      record(file, cases, render);
      cases = read(file);
    }
    assertThat(cases).as("cases in %s", file).isNotEmpty();
    return cases.stream()
        .map(c ->
            DynamicTest.dynamicTest(
                c[0], () -> assertThat(rendered(c[0], render)).isEqualTo(c[1])));
  }

  private static String rendered(String sql, Function<String, String> render) {
    try {
      return render.apply(sql).strip();
    } catch (YoreException e) {
      return e.code().sqlState() + " " + e.getMessage();
    }
  }

  private static List<String[]> read(Path file) {
    try {
      List<String[]> cases = new ArrayList<>();
      for (String block : Files.readString(file).split("\n\n+")) {
        if (!block.isBlank()) {
          String[] parts = block.strip().split("\n" + LINE + "\n?", 2);
          cases.add(new String[] {parts[0], parts.length > 1 ? parts[1].strip() : ""});
        }
      }
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String recorded(String sql, Function<String, String> render) {
    try {
      return rendered(sql, render);
    } catch (RuntimeException | AssertionError e) {
      return "TO DO: " + e;
    }
  }

  private static void record(Path file, List<String[]> cases, Function<String, String> render) {
    StringBuilder text = new StringBuilder();
    for (String[] c : cases) {
      text.append(c[0]).append('\n').append(LINE).append('\n');
      text.append(recorded(c[0], render)).append("\n\n");
    }
    try {
      Files.writeString(file, text.toString().strip() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
