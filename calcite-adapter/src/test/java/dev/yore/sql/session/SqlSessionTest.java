package dev.yore.sql.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.engine.exec.Batch;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NullUnmarked
class SqlSessionTest {
  private final MemoryPeer peer = new MemoryPeer();
  private final SqlDatabase database = new SqlDatabase(peer);
  private final SqlSession session = newSession();

  static final SessionSettings SETTINGS =
      new SessionSettings(
          "public", ZoneOffset.UTC, null, false, ResourceLimits.ofMemory(1L << 28), Map.of());

  private SqlSession newSession() {
    return database.session(SETTINGS);
  }

  @BeforeEach
  void aTableOfPeople() {
    run("CREATE TABLE person (id INT PRIMARY KEY, name VARCHAR(10) NOT NULL, age INT)");
    run("INSERT INTO person VALUES (1, 'Alice', 30), (2, 'Bob', 40), (3, 'Carol', NULL)");
  }

  private static PreparedSql.ExecutionOptions options() {
    return new PreparedSql.ExecutionOptions(0, 0, new AtomicBoolean());
  }

  private long run(String sql, Object... parameters) {
    return run(session, sql, parameters);
  }

  static long run(SqlSession on, String sql, Object... parameters) {
    return ((SqlResult.Count) on.prepare(sql).execute(parameters, options())).rows();
  }

  private List<List<Object>> rows(String sql, Object... parameters) {
    return rows(session, sql, parameters);
  }

  static List<List<Object>> rows(SqlSession on, String sql, Object... parameters) {
    List<List<Object>> all = new ArrayList<>();
    try (SqlResult.Rows rows = (SqlResult.Rows) on.prepare(sql).execute(parameters, options())) {
      for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
        for (int i = 0; i < batch.count(); i++) {
          List<Object> row = new ArrayList<>();
          for (int c = 0; c < rows.columns().size(); c++) {
            row.add(Vectors.get(rows.columns().get(c).type(), batch.columns()[c], batch.row(i)));
          }
          all.add(row);
        }
      }
    }
    return all;
  }

  static void assertCode(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            YoreException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }

  @Test
  void readsARowByItsKey() {
    assertThat(rows("SELECT name FROM person WHERE id = ?", 2)).containsExactly(List.of("Bob"));
  }

  @Test
  void readsTheTableAsOfATransaction() {
    run("UPDATE person SET age = 31 WHERE id = 1");
    run("DELETE FROM person WHERE id = 2");
    assertThat(rows("SELECT id, age FROM person WHERE age IS NOT NULL ORDER BY id"))
        .containsExactly(List.of(1L, 31L));
    assertThat(rows("SELECT id, age FROM person FOR SYSTEM_TIME AS OF ? ORDER BY 1", 2L))
        .hasSize(3)
        .contains(List.of(1L, 30L), List.of(2L, 40L));
  }

  @Test
  void readsTwoMomentsInOneJoin() {
    run("UPDATE person SET age = age + 1 WHERE age IS NOT NULL");
    assertThat(
            rows(
                "SELECT p.id, q.age, p.age FROM person p"
                    + " JOIN person FOR SYSTEM_TIME AS OF 2 q ON q.id = p.id"
                    + " WHERE p.age <> q.age ORDER BY p.id"))
        .containsExactly(List.of(1L, 30L, 31L), List.of(2L, 40L, 41L));
  }

  @Test
  void aSessionInThePastSeesTheSchemaOfThenAndCannotWrite() {
    run("DROP TABLE person");
    assertCode(ErrorCode.UNDEFINED_TABLE, () -> rows("SELECT * FROM person"));
    run("SET AS OF 2");
    assertThat(rows("SELECT count(*) FROM person")).containsExactly(List.of(3L));
    assertCode(ErrorCode.READ_ONLY_TRANSACTION, () -> run("DELETE FROM person"));
    run("SET AS OF DEFAULT");
    assertCode(ErrorCode.UNDEFINED_TABLE, () -> rows("SELECT * FROM person"));
  }

  @Test
  void aSessionSaysHowManyThreadsWorkForAStatement() {
    run("SET parallelism = 1");
    assertThat(rows("SHOW parallelism")).containsExactly(List.of("1"));
    assertThat(text("EXPLAIN ANALYZE SELECT * FROM person")).contains("1 thread");
    run("SET parallelism = DEFAULT");
    String all = Integer.toString(Runtime.getRuntime().availableProcessors());
    assertThat(rows("SHOW parallelism")).containsExactly(List.of(all));
    assertCode(ErrorCode.INVALID_PARAMETER_VALUE, () -> run("SET parallelism = 0"));
  }

  @Test
  void aDroppedTablesNameMayBeTakenAgain() {
    run("DROP TABLE person");
    run("CREATE TABLE person (code TEXT PRIMARY KEY)");
    run("INSERT INTO person VALUES ('x')");
    assertThat(rows("SELECT * FROM person")).containsExactly(List.of("x"));
  }

  @Test
  void namesColumnTypeAndValueOfWhatDoesNotFit() {
    assertThatThrownBy(() -> run("INSERT INTO person VALUES (4, 'Maximiliane', 1)"))
        .hasMessageContaining("name")
        .hasMessageContaining("varchar(10)")
        .hasMessageContaining("Maximiliane");
    assertCode(
        ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
        () -> run("INSERT INTO person VALUES (5000000000, 'x', 1)"));
    assertCode(
        ErrorCode.INVALID_TEXT_REPRESENTATION,
        () -> run("INSERT INTO person VALUES ('five', 'x', 1)"));
    assertCode(
        ErrorCode.NOT_NULL_VIOLATION, () -> run("INSERT INTO person (id, age) VALUES (4, 1)"));
    assertCode(ErrorCode.UNIQUE_CONFLICT, () -> run("INSERT INTO person VALUES (1, 'x', 1)"));
    assertThat(rows("SELECT count(*) FROM person")).containsExactly(List.of(3L));
  }

  @Test
  void namesTheNearestTableAndColumn() {
    assertThatThrownBy(() -> rows("SELECT * FROM persn")).hasMessageContaining("person");
    assertThatThrownBy(() -> rows("SELECT agee FROM person")).hasMessageContaining("age");
  }

  @Test
  void statementsOfATransactionSeeTheOnesBeforeAndNobodyElseDoes() {
    SqlSession other = newSession();
    run("BEGIN");
    run("INSERT INTO person VALUES (4, 'Dan', 1)");
    run("UPDATE person SET age = age + 1 WHERE id = 4");
    run("UPDATE person SET age = age + 1 WHERE id = 4");
    assertThat(rows("SELECT age FROM person WHERE id = 4")).containsExactly(List.of(3L));
    assertThat(rows(other, "SELECT age FROM person WHERE id = 4")).isEmpty();
    run("COMMIT");
    assertThat(rows(other, "SELECT age FROM person WHERE id = 4")).containsExactly(List.of(3L));
    assertThat(peer.db().basisT()).isEqualTo(3);
  }

  @Test
  void aTransactionThatComesToNothingTakesNoT() {
    run("BEGIN");
    run("INSERT INTO person VALUES (4, 'Dan', 1)");
    run("DELETE FROM person WHERE id = 4");
    run("COMMIT");
    assertThat(peer.db().basisT()).isEqualTo(2);
  }

  @Test
  void aFailedStatementLeavesTheTransactionUsable() {
    run("BEGIN");
    run("INSERT INTO person VALUES (4, 'Dan', 1)");
    assertCode(ErrorCode.UNIQUE_CONFLICT, () -> run("INSERT INTO person VALUES (1, 'x', 1)"));
    run("COMMIT");
    assertThat(rows("SELECT name FROM person WHERE id = 4")).containsExactly(List.of("Dan"));
  }

  @Test
  void savepointsTakeBackWhatCameAfter() {
    run("BEGIN");
    run("DELETE FROM person WHERE id = 1");
    run("SAVEPOINT s");
    run("DELETE FROM person");
    run("ROLLBACK TO s");
    run("COMMIT");
    assertThat(rows("SELECT id FROM person ORDER BY id")).containsExactly(List.of(2L), List.of(3L));
  }

  @Test
  void ofTwoTransactionsThatReadAndWriteTheSameTheSecondIsRefused() {
    SqlSession other = newSession();
    run("BEGIN");
    run(other, "BEGIN");
    run("UPDATE person SET age = age + 1 WHERE id = 1");
    run(other, "UPDATE person SET age = age + 10 WHERE id = 1");
    run("COMMIT");
    assertCode(ErrorCode.SERIALIZATION_FAILURE, () -> run(other, "COMMIT"));
    assertThat(rows("SELECT age FROM person WHERE id = 1")).containsExactly(List.of(31L));
  }

  @Test
  void rowsInsertedInParallelTransactionsGetDifferentEntities() {
    run("CREATE TABLE a (x INT)");
    run("CREATE TABLE b (y INT)");
    SqlSession other = newSession();
    run("BEGIN");
    run("INSERT INTO a VALUES (1), (2)");
    run(other, "INSERT INTO b VALUES (3)");
    run("COMMIT");
    assertThat(rows("SELECT count(*) FROM a")).containsExactly(List.of(2L));
    assertThat(rows("SELECT y FROM b")).containsExactly(List.of(3L));
  }

  @Test
  void eachRowOfABatchSeesTheOnesBefore() {
    PreparedSql update = session.prepare("UPDATE person SET age = age + ? WHERE id = ?");
    List<Object[]> batch =
        List.of(new Object[] {1, 1}, new Object[] {1, 1}, new Object[] {5, 2}, new Object[] {1, 9});
    assertThat(update.executeBatch(batch, options())).containsExactly(1, 1, 1, 0);
    assertThat(rows("SELECT age FROM person WHERE age IS NOT NULL ORDER BY id"))
        .containsExactly(List.of(32L), List.of(45L));
    assertThat(peer.db().basisT()).isEqualTo(3);
  }

  @Test
  void aBatchOfParametersIsComputedByColumns() {
    run(
        "CREATE TABLE line (o BIGINT, n INT, price DECIMAL(15, 2) NOT NULL, code CHAR(3),"
            + " note VARCHAR(8) DEFAULT 'none', PRIMARY KEY (o, n))");
    PreparedSql insert =
        session.prepare("INSERT INTO line (o, n, price, code) VALUES (?, ?, ?, ?)");
    long[] counts =
        insert.executeBatch(
            List.of(
                new Object[] {7L, 2L, new java.math.BigDecimal("1.5"), "äöü"},
                new Object[] {7L, 1L, new java.math.BigDecimal("2.00"), null}),
            options());
    assertThat(counts).containsExactly(1, 1);
    assertThat(rows("SELECT o, n, price, code, note FROM line ORDER BY n"))
        .containsExactly(
            java.util.Arrays.asList(7L, 1L, new java.math.BigDecimal("2.00"), null, "none"),
            List.of(7L, 2L, new java.math.BigDecimal("1.50"), "äöü", "none"));
    assertThat(rows("SELECT code FROM line WHERE o = 7 AND n = 2")).containsExactly(List.of("äöü"));
  }

  @Test
  void aBatchIsRefusedForOneRowThatDoesNotFit() {
    run("CREATE TABLE line (o BIGINT, n INT, code VARCHAR(3) NOT NULL, PRIMARY KEY (o, n))");
    PreparedSql insert = session.prepare("INSERT INTO line VALUES (?, ?, ?)");
    Object[] good = {1L, 1L, "abc"};
    assertCode(
        ErrorCode.UNIQUE_CONFLICT,
        () -> insert.executeBatch(List.of(good, new Object[] {1L, 1L, "x"}), options()));
    assertCode(
        ErrorCode.STRING_TOO_LONG,
        () -> insert.executeBatch(List.of(good, new Object[] {1L, 2L, "äbcd"}), options()));
    assertCode(
        ErrorCode.NOT_NULL_VIOLATION,
        () -> insert.executeBatch(List.of(good, new Object[] {1L, 2L, null}), options()));
    assertCode(
        ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
        () -> insert.executeBatch(List.of(good, new Object[] {1L, 1L << 31, "x"}), options()));
    assertCode(
        ErrorCode.UNDEFINED_PARAMETER,
        () -> insert.executeBatch(List.of(good, new Object[] {1L, 2L}), options()));
    insert.executeBatch(List.<Object[]>of(good), options());
    assertCode(
        ErrorCode.UNIQUE_CONFLICT,
        () -> insert.executeBatch(List.of(new Object[] {0L, 1L, "x"}, good), options()));
    assertThat(rows("SELECT count(*) FROM line")).containsExactly(List.of(1L));
  }

  @Test
  void aTransactionHasTheTimeOfItsCommit() {
    session.setAutoCommit(false);
    run("INSERT INTO person VALUES (9, 'Ida', 1)");
    java.time.Instant between = java.time.Instant.now().plusNanos(1000);
    while (!java.time.Instant.now().isAfter(between)) {
      Thread.onSpinWait();
    }
    long t = session.commit().getAsLong();
    assertThat(peer.db().basisT()).isEqualTo(t);
    assertThat(peer.db().basisInstant())
        .isGreaterThanOrEqualTo(dev.yore.storage.value.Scalars.micros(between));
    assertThat(rows("SELECT name FROM person WHERE id = 9")).containsExactly(List.of("Ida"));
  }

  @Test
  void aBatchOfInsertsIsOneTransaction() {
    PreparedSql insert = session.prepare("INSERT INTO person (id, name) VALUES (?, ?)");
    List<Object[]> batch = new ArrayList<>();
    for (int i = 10; i < 1010; i++) {
      batch.add(new Object[] {i, "p" + i});
    }
    assertThat(insert.executeBatch(batch, options())).hasSize(1000).containsOnly(1);
    assertThat(peer.db().basisT()).isEqualTo(3);
    assertThat(rows("SELECT count(*), max(id) FROM person")).containsExactly(List.of(1003L, 1009L));
  }

  @Test
  void explainsTheOperators() {
    assertThat(rows("EXPLAIN SELECT name FROM person WHERE id = 2").toString())
        .contains("EntityLookup", "RangeScan");
  }

  private String text(String sql, Object... parameters) {
    StringBuilder text = new StringBuilder();
    rows(sql, parameters).forEach(row -> text.append(row.get(0)).append('\n'));
    return text.toString();
  }

  @Test
  void explainsWhatThePlannerExpects() {
    assertThat(text("EXPLAIN SELECT name FROM person"))
        .contains("StarScan", "rows=3.00)")
        .doesNotContain("actual");
  }

  @Test
  void countsWhatEachOperatorDid() {
    String text = text("EXPLAIN ANALYZE SELECT name FROM person WHERE age > ?", 35);
    assertThat(text)
        .containsPattern("StarScan.*\\(actual rows=1 batches=1 time=[0-9.]+ ms self=[0-9.]+ ms\\)")
        .contains("Planning: ", "Execution: ", " 1 rows, 1 thread", "Memory: peak ");
    // Three ids, by which rows are known to exist, two ages and three names.
    assertThat(text).containsPattern("read 8 datoms; segments 0 from cache, 0 from store");
  }

  @Test
  void countsSubQueriesApart() {
    String text =
        text(
            "EXPLAIN ANALYZE SELECT id, (SELECT max(p.age) FROM person p WHERE p.id < q.id)"
                + " FROM person q");
    assertThat(text).containsPattern("sub-query: .*HashAggregate|Apply").contains("starts=");
  }

  @Test
  void explainsAsJson() {
    for (String words :
        List.of("EXPLAIN (ANALYZE, FORMAT JSON)", "EXPLAIN (FORMAT JSON, ANALYZE)")) {
      List<List<Object>> rows = rows(words + " SELECT name FROM person ORDER BY age");
      assertThat(rows).hasSize(1);
      assertThat((String) rows.get(0).get(0))
          .startsWith("[\n  {\n    \"Plan\": {")
          .contains("\"Node Type\": \"Sort\"", "\"Actual Rows\": 3", "\"Execution Time\": ");
    }
    assertThat(text("EXPLAIN PLAN AS JSON FOR SELECT name FROM person"))
        .contains("\"Plan Rows\": 3.0")
        .doesNotContain("Actual");
  }

  @Test
  void explainsDatalog() {
    assertThat(text("EXPLAIN [:find ?n :where [?p :person/name ?n]]"))
        .contains("(cost=", "Datalog:", ":person/name");
    assertThat(text("explain (analyze, format json) [:find ?n :where [?p :person/name ?n]]"))
        .contains("\"Actual Rows\": 3");
  }

  @Test
  void explainDoesNotRunWhatWrites() {
    assertThat(text("EXPLAIN UPDATE person SET age = 1")).contains("StarScan");
    assertCode(ErrorCode.UNSUPPORTED, () -> text("EXPLAIN ANALYZE UPDATE person SET age = 1"));
    assertThat(rows("SELECT age FROM person WHERE id = 1")).containsExactly(List.of(30L));
  }

  @Test
  void explainsTheDatalogBehindTheSql() {
    assertThat(rows("EXPLAIN SELECT name FROM person WHERE age > 30").toString())
        .contains("Datalog", ":person/name", ":person/age");
  }

  @Test
  void answersDatalogWrittenAsAStatement() {
    assertThat(rows("[:find ?name ?age :where [?p :person/name ?name] [?p :person/age ?age]]"))
        .containsExactlyInAnyOrder(List.of("Alice", 30L), List.of("Bob", 40L));
  }

  @Test
  void errorsInEdnAreWhereTheyAreWritten() {
    assertPlace("{:person/nam \"Cy\"}", 1, 2);
    assertPlace("\n  [{:person/nam \"Cy\"}]", 2, 5);
    assertPlace("\n [:find ?n :where [?p :person/nam ?n]]", 2, 23);
  }

  private void assertPlace(String edn, int line, int column) {
    assertThatThrownBy(() -> session.prepare(edn).execute(new Object[0], options()))
        .isInstanceOfSatisfying(
            YoreException.class,
            e -> assertThat(e.position()).hasToString("line " + line + ", column " + column));
  }

  @Test
  void saysThatAForeignKeyIsNotEnforced() {
    SqlResult made =
        session
            .prepare("CREATE TABLE pet (id INT PRIMARY KEY, owner INT REFERENCES person (id))")
            .execute(new Object[0], options());
    assertThat(((SqlResult.Count) made).warnings().toString()).contains("not enforced");
  }

  @Test
  void refusesWhatIsNotThereYet() {
    assertCode(ErrorCode.UNSUPPORTED, () -> rows("SELECT * FROM person FOR SYSTEM_TIME ALL"));
    assertCode(
        ErrorCode.UNSUPPORTED,
        () -> run("INSERT INTO person VALUES (1, 'x', 1) ON CONFLICT DO NOTHING"));
  }

  @Test
  void attributesOfTransactionDataAreTables() {
    run(
        "[{:db/ident :film/title :db/valueType :db.type/string"
            + " :db/cardinality :db.cardinality/one}"
            + " {:db/ident :film/release-year :db/valueType :db.type/long"
            + " :db/cardinality :db.cardinality/one}"
            + " {:db/ident :film/genres :db/valueType :db.type/string"
            + " :db/cardinality :db.cardinality/many}]");
    run("[{:film/title \"Alien\" :film/release-year 1979 :film/genres [\"horror\" \"sf\"]}]");
    assertThat(rows("SELECT title, release_year FROM film"))
        .containsExactly(List.of("Alien", 1979L));
    assertThat(rows("SELECT genres FROM film_genres ORDER BY genres"))
        .containsExactly(List.of("horror"), List.of("sf"));
    run("UPDATE film SET release_year = 1980");
    assertThat(rows("SELECT release_year FROM film")).containsExactly(List.of(1980L));
  }

  @Test
  void listsTransactions() {
    assertThat(rows("SELECT t FROM yore.transactions ORDER BY t"))
        .containsExactly(List.of(1L), List.of(2L));
  }
}
