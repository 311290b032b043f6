package dev.yore.tck.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of the README do what it says. */
class ReadmeTest {
  private static final Pattern EXECUTED = Pattern.compile("execute\\(\"([^\"]+)\"\\)");
  private static final Pattern PREPARED = Pattern.compile("prepareStatement\\(\"([^\"]+)\"\\)");
  private static final Pattern TYPED = Pattern.compile("yore> ([^;]+);");

  private static String readme() throws Exception {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    return Files.readString(folder.resolve("README.md"));
  }

  private static List<String> found(Pattern pattern) throws Exception {
    List<String> texts = new ArrayList<>();
    Matcher matcher = pattern.matcher(readme());
    while (matcher.find()) {
      texts.add(matcher.group(1));
    }
    return texts;
  }

  @Test
  void theTasteOfTimeTravelWorksAsWritten() throws Exception {
    List<String> executed = found(EXECUTED);
    assertThat(executed).hasSize(3);
    try (Connection connection = DriverManager.getConnection("jdbc:yore:mem:");
        Statement statement = connection.createStatement()) {
      statement.execute(executed.get(0));
      statement.execute(executed.get(1));
      Timestamp before = Timestamp.from(Instant.now());
      statement.execute(executed.get(2));
      try (PreparedStatement then = connection.prepareStatement(found(PREPARED).getFirst())) {
        then.setTimestamp(1, before);
        try (ResultSet rows = then.executeQuery()) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getString(1)).isEqualTo("Teapot");
          assertThat(rows.getBigDecimal(2)).isEqualByComparingTo("24.90");
        }
      }
      List<String> typed = found(TYPED);
      assertThat(typed).hasSizeGreaterThan(2);
      for (String sql : typed) {
        try (ResultSet rows = statement.executeQuery(sql)) {
          assertThat(rows.next()).as(sql).isTrue();
        }
      }
    }
  }
}
