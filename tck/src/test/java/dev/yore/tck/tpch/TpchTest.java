package dev.yore.tck.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.Yore;
import dev.yore.YoreDatabase;
import dev.yore.storage.postgres.TestPostgres;
import dev.yore.tck.oracle.Answer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The 22 queries of TPC-H answer as PostgreSQL does, before and after a quarter of the orders and
 * lines have changed; and after it, asked as of the moment before, as they did then.
 */
class TpchTest {
  private static final double SCALE = 0.01;
  private static final String URL = "jdbc:yore:mem:tpch_test";
  static final List<TpchQuery> QUERIES = TpchQuery.all();

  private static final Map<TpchQuery, Answer> ANSWERS_THEN = new HashMap<>();
  private static final Map<TpchQuery, Answer> EXPECTED_THEN = new HashMap<>();
  private static Connection postgres;
  private static Connection yore;
  private static Connection past;
  private static long basisThen;
  private static YoreDatabase database;

  @BeforeAll
  static void loadAskAndChange() throws SQLException {
    database = Yore.connect(URL);
    yore = DriverManager.getConnection(URL);
    postgres = TestPostgres.shared().newDatabase("tpch");
    for (Connection connection : List.of(yore, postgres)) {
      TpchData.createTables(connection);
      TpchData.load(connection, SCALE);
    }
    try (var statement = postgres.createStatement()) {
      statement.execute("analyze");
    }
    database.index();
    for (TpchQuery query : QUERIES) {
      ANSWERS_THEN.put(query, answer(yore, query));
      EXPECTED_THEN.put(query, answer(postgres, query));
    }
    basisThen = database.db().basisT();
    past = DriverManager.getConnection(URL + "?asOf=" + basisThen);
    TpchChange.make(yore);
    TpchChange.make(postgres);
  }

  @AfterAll
  static void close() throws SQLException {
    if (past != null) {
      past.close();
    }
    yore.close();
    postgres.close();
    database.close();
  }

  private static Answer answer(Connection connection, TpchQuery query) throws SQLException {
    return Answer.inOrder(connection, query.sql(SCALE));
  }

  @ParameterizedTest
  @FieldSource("QUERIES")
  void answersAsPostgresDoes(TpchQuery query) {
    assertThat(difference(query, of(ANSWERS_THEN, query), of(EXPECTED_THEN, query))).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("QUERIES")
  void answersTheSameWithLittleMemory(TpchQuery query) throws SQLException {
    String then = URL + "?memoryLimit=64KB&asOf=" + basisThen;
    try (Connection little = DriverManager.getConnection(then)) {
      assertThat(difference(query, answer(little, query), of(ANSWERS_THEN, query))).isEmpty();
    }
  }

  @ParameterizedTest
  @FieldSource("QUERIES")
  void answersAsPostgresDoesAfterTheChange(TpchQuery query) throws SQLException {
    assertThat(difference(query, answer(yore, query), answer(postgres, query))).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("QUERIES")
  void answersAsOfTheMomentBeforeTheChangeAsItDidThen(TpchQuery query) throws SQLException {
    assertThat(difference(query, answer(past, query), of(ANSWERS_THEN, query))).isEmpty();
  }

  private static Answer of(Map<TpchQuery, Answer> answers, TpchQuery query) {
    return Objects.requireNonNull(answers.get(query));
  }

  private static String difference(TpchQuery query, Answer actual, Answer expected) {
    return TpchAnswers.difference(query, actual, expected);
  }
}
