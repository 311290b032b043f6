package dev.yore.sql.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.engine.db.Db;
import dev.yore.sql.SqlFront;
import dev.yore.sql.catalog.SchemaCatalog;
import dev.yore.sql.parser.Keywords;
import dev.yore.storage.error.YoreException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class PlainSelectTest {
  private static final String TYPES =
      "CREATE TABLE every_type (id BIGINT PRIMARY KEY, b BOOLEAN, si SMALLINT, i INT NOT NULL,"
          + " r REAL, d DOUBLE PRECISION, n NUMERIC, n12 DECIMAL(12, 2), n38 DECIMAL(38, 38),"
          + " c CHAR(3), v VARCHAR NOT NULL, v1 VARCHAR(1), big VARCHAR(100000),"
          + " bin VARBINARY, da DATE, ti TIME, ts TIMESTAMP, tz TIMESTAMP WITH TIME ZONE, u UUID)";

  private final MemoryPeer peer = new MemoryPeer();
  private final SqlDatabase database = new SqlDatabase(peer);
  private final SqlSession session =
      database.session(
          new SessionSettings(
              "public", ZoneOffset.UTC, null, false, ResourceLimits.ofMemory(1L << 28), Map.of()));

  private void run(String sql) {
    PreparedSql.ExecutionOptions options =
        new PreparedSql.ExecutionOptions(0, 0, new AtomicBoolean());
    session.prepare(sql).execute(new Object[0], options);
  }

  @BeforeEach
  void tables() {
    run(TYPES);
    run("CREATE TABLE pair (a INT, b VARCHAR(10), PRIMARY KEY (a, b))");
    run("CREATE TABLE heap (x INT, y INT UNIQUE)");
    run("CREATE TABLE other.pair (b INT PRIMARY KEY, a DATE)");
  }

  private CompiledStatement.Query plainly(String sql) {
    PlainSelect plain = PlainSelect.read(sql);
    Db db = peer.db();
    return plain == null ? null : PlainPlan.compile(plain, db, "public");
  }

  private CompiledStatement.Query byCalcite(String sql) {
    Db db = peer.db();
    SchemaCatalog catalog = new SchemaCatalog(db.schemaAsOf(), "public");
    return (CompiledStatement.Query)
        Objects.requireNonNull(
            new StatementCompiler(db, catalog).compile(SqlFront.parse(sql).getFirst().statement()));
  }

  private void assertSame(String sql) {
    CompiledStatement.Query plain = plainly(sql);
    assertThat(plain).as(sql).isNotNull();
    CompiledStatement.Query calcite = byCalcite(sql);
    assertThat(plain.prepared().plan()).as(sql).isEqualTo(calcite.prepared().plan());
    assertThat(plain.columns()).as(sql).isEqualTo(calcite.columns());
    assertThat(plain.parameters()).as(sql).isEqualTo(calcite.parameters());
    assertThat(plain.moments()).as(sql).isEqualTo(calcite.moments());
    assertThat(plain.reads()).as(sql).isEqualTo(calcite.reads());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM pair",
        "select*from pair;",
        "SELECT * FROM pair WHERE a = ?",
        "SELECT * FROM pair WHERE b = ?",
        "Select B, A\n\tFrom Public.Pair\r\nWhere A=?;;",
        "SELECT a FROM pair WHERE b = ?",
        "SELECT b FROM pair WHERE b = ?",
        "SELECT a FROM other.pair WHERE a = ?",
        "SELECT x FROM heap WHERE y = ?",
        "SELECT y, x FROM heap",
        "SELECT * FROM heap WHERE x = ?",
      })
  void meansWhatItMeansToCalcite(String sql) {
    assertSame(sql);
  }

  @Test
  void comparesColumnsOfEveryType() {
    for (String column :
        List.of(
            "id", "b", "si", "i", "r", "d", "n", "n12", "n38", "c", "v", "v1", "bin", "da", "ti",
            "ts", "tz", "u")) {
      assertSame("SELECT " + column + " FROM every_type WHERE " + column + " = ?");
      assertSame("SELECT id FROM every_type WHERE " + column + " = ?");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM every_type",
        "SELECT a, a FROM pair",
        "SELECT nothing FROM pair",
        "SELECT _id FROM pair",
        "SELECT * FROM nothing",
        "SELECT * FROM transactions",
        "SELECT * FROM yore.transactions",
        "SELECT * FROM pair; WHERE a = ?",
        "SELECT * FROM pair; SELECT * FROM pair",
        "SELECT * FROM pair p",
        "SELECT * FROM pair where",
        "SELECT * FROM pair WHERE a = 1",
        "SELECT * FROM pair WHERE a = ? AND b = ?",
        "SELECT * FROM pair WHERE a > ?",
        "SELECT * FROM pair ORDER BY a",
        "SELECT * FROM pair FOR SYSTEM_TIME AS OF ?",
        "SELECT * FROM \"pair\"",
        "SELECT \"a\" FROM pair",
        "SELECT pair.a FROM pair",
        "SELECT a b FROM pair",
        "SELECT a, FROM pair",
        "SELECT *, a FROM pair",
        "SELECT FROM pair",
        "SELECT DISTINCT a FROM pair",
        "SELECT 1 FROM pair",
        "SELECT user FROM pair",
        "SELECT a FROM pair -- all",
        "SELECT /* both */ a FROM pair",
        "SELECTa FROM pair",
        "SELECT a FROMpair",
        "SELECT a FROM a.b.pair",
        "SELECT",
        "",
        ";",
      })
  void leavesEverythingElseToCalcite(String sql) {
    assertThat(plainly(sql)).isNull();
  }

  /** Some words are no names though they are not reserved, or not at the start of an expression. */
  @Test
  void takesAsNamesOnlyWordsThatAreNamesToCalcite() {
    List<String> differ = new ArrayList<>();
    for (String token : Keywords.all()) {
      String word = token.toLowerCase(Locale.ROOT);
      if (PlainSelect.read("SELECT " + word + " FROM t") != null) {
        Db before = peer.db();
        run("CREATE TABLE \"" + word + "\" (id INT PRIMARY KEY, \"" + word + "\" INT)");
        try {
          assertSame("SELECT " + word + " FROM " + word + " WHERE " + word + " = ?");
        } catch (YoreException | AssertionError e) {
          differ.add(word);
        }
        peer.reset(before);
      }
    }
    assertThat(differ).isEmpty();
  }

  @Test
  void refusesEveryReservedWord() {
    for (String token : Keywords.all()) {
      if (Keywords.isReserved(token)) {
        assertThat(PlainSelect.read("SELECT " + token + " FROM pair")).as(token).isNull();
        assertThat(PlainSelect.read("SELECT * FROM " + token)).as(token).isNull();
      }
    }
  }

  @Test
  void seesColumnsThatComeAndGo() {
    PreparedSql query = session.prepare("SELECT * FROM heap");
    assertThat(query.columns()).hasSize(2);
    run("ALTER TABLE heap ADD COLUMN z INT");
    query.execute(new Object[0], new PreparedSql.ExecutionOptions(0, 0, new AtomicBoolean()));
    assertThat(query.columns()).hasSize(3);
    run("DROP TABLE heap");
    org.assertj.core.api.Assertions.assertThatThrownBy(() ->
            query.execute(
                new Object[0], new PreparedSql.ExecutionOptions(0, 0, new AtomicBoolean())))
        .isInstanceOf(YoreException.class)
        .hasMessageContaining("heap");
  }
}
