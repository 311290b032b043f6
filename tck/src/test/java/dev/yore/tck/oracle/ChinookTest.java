package dev.yore.tck.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.yore.Yore;
import dev.yore.YoreDatabase;
import dev.yore.cli.sql.SqlCommand;
import dev.yore.storage.postgres.TestPostgres;
import dev.yore.tck.oracle.ChinookQueries.Question;
import java.io.File;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import picocli.CommandLine;

/**
 * The Chinook database, loaded and changed by a process that has ended, answers as PostgreSQL does,
 * now and as of each of its transactions.
 */
class ChinookTest {
  private static final int LOAD_SECONDS_MAX = 180;
  static final List<Question> QUESTIONS = ChinookQueries.ALL;

  @TempDir static Path folder;
  private static Path script;
  private static String url;
  private static Map<Long, List<List<String>>> answersThen;
  private static Connection postgres;
  private static Connection yore;
  private static YoreDatabase database;

  @BeforeAll
  static void load() throws Exception {
    Optional<Path> found = ChinookScript.find();
    assumeTrue(
        found.isPresent(), "There is no shared/data/chinook.sql above the working directory");
    script = found.get();
    url = "jdbc:yore:file:" + folder.resolve("chinook");
    Process loading = startLoading(folder.resolve("answers"));
    postgres = TestPostgres.shared().newDatabase("chinook");
    ChinookScript.loadIntoPostgres(script, postgres);
    try (Statement statement = postgres.createStatement()) {
      for (String change : ChinookHistory.CHANGES) {
        statement.execute(change);
      }
    }
    assertThat(loading.waitFor(LOAD_SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
    assertThat(loading.exitValue()).isZero();
    answersThen = read(folder.resolve("answers"));
    database = Yore.connect(url);
    yore = DriverManager.getConnection(url);
  }

  private static Process startLoading(Path answers) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-cp",
            System.getProperty("java.class.path"),
            ChinookHistory.class.getName(),
            script.toString(),
            url,
            answers.toString())
        .redirectOutput(new File("/dev/null"))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @SuppressWarnings("unchecked")
  private static Map<Long, List<List<String>>> read(Path answers) throws Exception {
    try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(answers))) {
      return (Map<Long, List<List<String>>>) in.readObject();
    }
  }

  @AfterAll
  static void close() throws SQLException {
    if (yore != null) {
      yore.close();
      database.close();
    }
    if (postgres != null) {
      postgres.close();
    }
  }

  @ParameterizedTest
  @FieldSource("QUESTIONS")
  void answersAsPostgresDoes(Question question) throws SQLException {
    Answer expected = Answer.inOrder(postgres, question.sql());
    Answer actual = Answer.inOrder(yore, question.sql());
    assertThat(expected.rows()).isNotEmpty();
    String difference =
        question.ordered()
            ? actual.differenceFrom(expected)
            : actual.sorted().differenceFrom(expected.sorted());
    assertThat(difference).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("QUESTIONS")
  void answersTheSameWithLittleMemory(Question question) throws SQLException {
    try (Connection little = DriverManager.getConnection(url + "?memoryLimit=64KB")) {
      Answer expected = Answer.inOrder(yore, question.sql());
      Answer actual = Answer.inOrder(little, question.sql());
      String difference =
          question.ordered()
              ? actual.differenceFrom(expected)
              : actual.sorted().differenceFrom(expected.sorted());
      assertThat(difference).isEmpty();
    } catch (SQLException refused) {
      // The rows of a sub-query are what does not spill.
      assertThat(refused.getSQLState()).isEqualTo("53200");
      assertThat(refused.getMessage()).contains("operator: sub-query");
    }
  }

  @Test
  void remembersEachTransactionOfTheLoad() {
    assertThat(answersThen).hasSizeGreaterThan(50);
    assertThat(answersThen.keySet()).last().isEqualTo(database.db().basisT());
    assertThat(answersThen.values().stream().distinct()).hasSizeGreaterThan(25);
  }

  @Test
  void answersAfterTheRestartAsOfEachEarlierTransaction() throws SQLException {
    try (Connection past = DriverManager.getConnection(url);
        Statement statement = past.createStatement()) {
      for (long t : answersThen.keySet()) {
        statement.execute("SET AS OF " + t);
        assertThat(ChinookHistory.answersNow(past))
            .as("as of t %d", t)
            .isEqualTo(answersThen.get(t));
      }
      statement.execute("SET AS OF DEFAULT");
      assertThat(ChinookHistory.answersNow(past)).isEqualTo(answersNow());
    }
  }

  @Test
  void answersTheSameWhenAllOfThePastIsInTheTrees() throws SQLException {
    database.index();
    for (long t : answersThen.keySet()) {
      try (Connection past = DriverManager.getConnection(url + "?asOf=" + t)) {
        assertThat(ChinookHistory.answersNow(past))
            .as("as of t %d", t)
            .isEqualTo(answersThen.get(t));
      }
    }
    assertThat(ChinookHistory.answersNow(yore)).isEqualTo(answersNow());
  }

  private static List<List<String>> answersNow() {
    return Objects.requireNonNull(answersThen.get(database.db().basisT()));
  }

  @Test
  void loadsTheScriptUnchangedFromTheShell() throws SQLException {
    String other = "jdbc:yore:file:" + folder.resolve("shell");
    assertThat(new CommandLine(new SqlCommand()).execute(other, "-f", script.toString())).isZero();
    List<String> tables =
        List.of(
            "album",
            "artist",
            "customer",
            "employee",
            "genre",
            "invoice",
            "invoice_line",
            "media_type",
            "playlist",
            "playlist_track",
            "track");
    long loaded =
        answersThen.keySet().stream()
            .sorted()
            .toList()
            .get(answersThen.size() - 1 - ChinookHistory.CHANGES.size());
    try (Connection shell = DriverManager.getConnection(other);
        Connection then = DriverManager.getConnection(url + "?asOf=" + loaded)) {
      for (String table : tables) {
        String sql = "SELECT * FROM " + table;
        assertThat(Answer.inAnyOrder(shell, sql)).as(table).isEqualTo(Answer.inAnyOrder(then, sql));
      }
    }
  }
}
