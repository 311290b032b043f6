package dev.yore.sql.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.engine.exec.Batch;
import dev.yore.storage.column.Vectors;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One prepared statement is answered by an index or by a scan, as its parameters need. */
@NullUnmarked
class ParameterRangeTest {
  private static final int ROWS = 20_000;
  private static final LocalDate FIRST_DAY = LocalDate.of(2020, 1, 1);
  private static final Pattern DATOMS = Pattern.compile("read (\\d+) datoms");

  private static SqlSession session;
  private static long filledT;

  @BeforeAll
  static void aTableOfManyRows() {
    session =
        new SqlDatabase(new MemoryPeer())
            .session(
                new SessionSettings(
                    "public",
                    ZoneOffset.UTC,
                    null,
                    false,
                    ResourceLimits.ofMemory(1L << 28),
                    Map.of()));
    run("CREATE TABLE item (id INT PRIMARY KEY, day DATE, kind VARCHAR(9), owner INT)");
    run("CREATE TABLE owner (id INT PRIMARY KEY, name VARCHAR(9))");
    run("CREATE INDEX item_day ON item (day)");
    run("CREATE INDEX item_kind ON item (kind)");
    List<Object[]> items = new ArrayList<>();
    List<Object[]> owners = new ArrayList<>();
    for (int id = 0; id < ROWS; id++) {
      String kind = id < 10 ? "rare" : "often " + id % 2;
      items.add(new Object[] {id, FIRST_DAY.plusDays(id / 10), kind, id / 2});
      if (id % 2 == 0) {
        owners.add(new Object[] {id / 2, "o" + id});
      }
    }
    session.prepare("INSERT INTO item VALUES (?, ?, ?, ?)").executeBatch(items, options());
    session.prepare("INSERT INTO owner VALUES (?, ?)").executeBatch(owners, options());
    filledT = session.basisT();
    run("UPDATE item SET kind = 'now' WHERE id < 4000");
  }

  private static PreparedSql.ExecutionOptions options() {
    return new PreparedSql.ExecutionOptions(0, 0, new AtomicBoolean());
  }

  private static void run(String sql) {
    session.prepare(sql).execute(new Object[0], options());
  }

  private static List<Object> column(PreparedSql prepared, Object... parameters) {
    List<Object> values = new ArrayList<>();
    try (SqlResult.Rows rows = (SqlResult.Rows) prepared.execute(parameters, options())) {
      for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
        for (int i = 0; i < batch.count(); i++) {
          values.add(Vectors.get(rows.columns().get(0).type(), batch.columns()[0], batch.row(i)));
        }
      }
    }
    return values;
  }

  /** A query, how it is answered, and what each execution read. */
  private record Asked(String sql) {
    String plan(Object... parameters) {
      List<Object> lines = column(session.prepare("EXPLAIN ANALYZE " + sql), parameters);
      return String.join("\n", lines.stream().map(Object::toString).toList());
    }

    long datoms(Object... parameters) {
      Matcher matcher = DATOMS.matcher(plan(parameters));
      long sum = 0;
      while (matcher.find()) {
        sum += Long.parseLong(matcher.group(1));
      }
      return sum;
    }

    void usesTheIndex(int rows, Object... parameters) {
      assertThat(plan(parameters)).contains("RangeScan").doesNotContain("StarScan");
      assertThat(datoms(parameters)).isLessThan(40L * rows + 100);
      assertThat(column(session.prepare(sql), parameters)).hasSize(rows);
    }

    void scans(int rows, Object... parameters) {
      assertThat(plan(parameters)).contains("StarScan").doesNotContain("RangeScan");
      assertThat(column(session.prepare(sql), parameters)).hasSize(rows);
    }
  }

  @Test
  void aRangeBetweenTwoParameters() {
    for (String where : List.of("id >= ? AND id < ?", "? <= id AND ? > id")) {
      Asked asked = new Asked("SELECT * FROM item WHERE " + where);
      asked.usesTheIndex(100, 9_000, 9_100);
      asked.scans(19_000, 500, 19_500);
      asked.usesTheIndex(0, 9_100, 9_000);
      asked.usesTheIndex(10, 12_000, 12_010);
    }
  }

  @Test
  void aRangeOfLiterals() {
    new Asked("SELECT * FROM item WHERE id >= 9000 AND id < 9100").usesTheIndex(100);
    new Asked("SELECT * FROM item WHERE id BETWEEN 9000 AND 9099").usesTheIndex(100);
    new Asked("SELECT * FROM item WHERE id BETWEEN 500 AND 19499").scans(19_000);
  }

  @Test
  void aRangeFromALiteralToAParameter() {
    Asked asked = new Asked("SELECT * FROM item WHERE id >= 9000 AND id < ?");
    asked.usesTheIndex(50, 9_050);
    asked.scans(11_000, 20_000);
  }

  @Test
  void betweenTwoParameters() {
    Asked asked = new Asked("SELECT * FROM item WHERE day BETWEEN ? AND ?");
    asked.usesTheIndex(30, FIRST_DAY.plusDays(700), FIRST_DAY.plusDays(702));
    asked.scans(20_000, FIRST_DAY, FIRST_DAY.plusDays(4_000));
  }

  @Test
  void aRangeWithOneEnd() {
    Asked above = new Asked("SELECT * FROM item WHERE id > ?");
    above.usesTheIndex(9, 19_990);
    above.scans(19_989, 10);
    Asked below = new Asked("SELECT * FROM item WHERE day < ?");
    below.usesTheIndex(20, FIRST_DAY.plusDays(2));
    below.scans(19_000, FIRST_DAY.plusDays(1_900));
  }

  @Test
  void anEndThatIsComputedOfParameters() {
    Asked asked = new Asked("SELECT * FROM item WHERE id >= ? AND id < CAST(? AS INT) * 10");
    asked.usesTheIndex(100, 9_000, 910);
    asked.scans(19_000, 500, 1_950);
  }

  @Test
  void aNullEndFindsNothing() {
    new Asked("SELECT * FROM item WHERE id >= ? AND id < ?").usesTheIndex(0, 5, null);
  }

  @Test
  void aValueThatIsRareOrNot() {
    Asked asked =
        new Asked("SELECT * FROM item FOR SYSTEM_TIME AS OF " + filledT + " WHERE kind = ?");
    asked.usesTheIndex(10, "rare");
    asked.scans(9_995, "often 1");
  }

  @Test
  void aRangeInThePast() {
    Asked asked = new Asked("SELECT * FROM item FOR SYSTEM_TIME AS OF ? WHERE id >= ? AND id < ?");
    asked.usesTheIndex(100, filledT, 9_000, 9_100);
    asked.scans(19_000, filledT, 500, 19_500);
  }

  @Test
  void aJoinLooksUpForFewRowsAndHashesForMany() {
    Asked asked =
        new Asked(
            "SELECT item.id, owner.name FROM item JOIN owner ON owner.id = item.owner"
                + " WHERE item.id >= ? AND item.id < ?");
    asked.usesTheIndex(10, 9_000, 9_010);
    assertThat(asked.plan(9_000, 9_010)).doesNotContain("HashJoin");
    asked.scans(19_900, 0, 19_900);
    assertThat(asked.plan(0, 19_900)).contains("HashJoin");
  }

  @Test
  void aSubQueryIsPlannedForItsParametersToo() {
    Asked asked =
        new Asked("SELECT (SELECT sum(owner) FROM item WHERE id >= ? AND id < ?) FROM (VALUES 1)");
    asked.usesTheIndex(1, 9_000, 9_010);
    asked.scans(1, 0, 19_900);
  }

  @Test
  void anUpdateOfARange() {
    String update = "EXPLAIN UPDATE item SET owner = owner WHERE id >= ? AND id < ?";
    assertThat(column(session.prepare(update), 9_000, 9_010).toString()).contains("RangeScan");
    assertThat(column(session.prepare(update), 0, 19_000).toString()).contains("StarScan");
  }
}
