package dev.yore.tck.tpch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.yore.engine.planner.Pass;
import dev.yore.tck.oracle.Answer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The queries of TPC-H answer the same whichever pass of the planner is left out; and in whatever
 * order a join is written, its plan costs as much.
 */
class TpchPassesTest {
  private static final double SCALE = 0.01;
  private static final String URL = "jdbc:yore:mem:tpch_passes";
  private static final String OFF = "yore.planner.off";

  /** Of SQL, and again as many of Datalog. */
  private static final int SHUFFLES = 25;

  private static final Pattern TOTAL_COST = Pattern.compile("\"Total Cost\"\\s*:\\s*([0-9.eE+-]+)");

  private static final Map<TpchQuery, Answer> EXPECTED = new HashMap<>();
  private static Connection yore;

  @BeforeAll
  static void load() throws SQLException {
    yore = DriverManager.getConnection(URL);
    TpchData.createTables(yore);
    TpchData.load(yore, SCALE);
    for (TpchQuery query : TpchQuery.all()) {
      EXPECTED.put(query, Answer.inOrder(yore, query.sql(SCALE)));
    }
  }

  @AfterAll
  static void close() throws SQLException {
    yore.close();
  }

  @ParameterizedTest
  @EnumSource(Pass.class)
  void answersTheSameWithoutAPass(Pass pass) throws SQLException {
    System.setProperty(OFF, pass.name().toLowerCase(Locale.ROOT));
    try {
      for (TpchQuery query : TpchQuery.all()) {
        String text = "-- without " + pass + "\n" + query.sql(SCALE);
        Answer expected = Objects.requireNonNull(EXPECTED.get(query));
        assertThat(TpchAnswers.difference(query, Answer.inOrder(yore, text), expected))
            .as("%s without %s", query, pass)
            .isEmpty();
      }
    } finally {
      System.clearProperty(OFF);
    }
  }

  @Test
  void costsAsMuchInWhateverOrderItIsWritten() throws SQLException {
    Random random = new Random(22);
    for (int i = 0; i < SHUFFLES; i++) {
      List<String> tables = new ArrayList<>(TABLES.get(i % TABLES.size()));
      List<String> conditions = new ArrayList<>(CONDITIONS.get(i % CONDITIONS.size()));
      String written = query(tables, conditions);
      Collections.shuffle(tables, random);
      Collections.shuffle(conditions, random);
      String shuffled = query(tables, conditions);
      assertThat(cost(shuffled)).as(shuffled).isCloseTo(cost(written), withinPercentage(5));
    }
  }

  @Test
  void datalogCostsAsMuchInWhateverOrderItsClausesAreWritten() throws SQLException {
    Random random = new Random(23);
    for (int i = 0; i < SHUFFLES; i++) {
      List<String> clauses = new ArrayList<>(CLAUSES.get(i % CLAUSES.size()));
      String written = "[:find (count ?l) :where " + String.join(" ", clauses) + "]";
      Collections.shuffle(clauses, random);
      String shuffled = "[:find (count ?l) :where " + String.join(" ", clauses) + "]";
      assertThat(cost(shuffled)).as(shuffled).isCloseTo(cost(written), withinPercentage(5));
      assertThat(Answer.inOrder(yore, shuffled)).isEqualTo(Answer.inOrder(yore, written));
    }
  }

  private static final List<List<String>> CLAUSES =
      List.of(
          List.of(
              "[?c :customer/c_custkey ?ck]",
              "[?o :orders/o_custkey ?ck]",
              "[?o :orders/o_orderkey ?ok]",
              "[?l :lineitem/l_orderkey ?ok]",
              "[?l :lineitem/l_suppkey ?sk]",
              "[?s :supplier/s_suppkey ?sk]",
              "[?c :customer/c_nationkey ?nk]",
              "[?s :supplier/s_nationkey ?nk]",
              "[?n :nation/n_nationkey ?nk]",
              "[?n :nation/n_name \"CHINA\"]"),
          List.of(
              "[?c :customer/c_mktsegment \"BUILDING\"]",
              "[?c :customer/c_custkey ?ck]",
              "[?o :orders/o_custkey ?ck]",
              "[?o :orders/o_orderdate ?date]",
              "[(< ?date #inst \"1995-03-15\")]",
              "[?o :orders/o_orderkey ?ok]",
              "[?l :lineitem/l_orderkey ?ok]",
              "[?l :lineitem/l_shipmode \"MAIL\"]"),
          List.of(
              "[?l :lineitem/l_partkey ?pk]",
              "[?l :lineitem/l_suppkey ?sk]",
              "[?ps :partsupp/ps_partkey ?pk]",
              "[?ps :partsupp/ps_suppkey ?sk]",
              "[?p :part/p_partkey ?pk]",
              "[?p :part/p_size ?size]",
              "[(< ?size 20)]",
              "[?s :supplier/s_suppkey ?sk]",
              "[?s :supplier/s_acctbal ?balance]"),
          List.of(
              "[?l :lineitem/l_orderkey ?ok]",
              "[?l :lineitem/l_linenumber 1]",
              "(not [?l :lineitem/l_shipmode \"MAIL\"])",
              "[?o :orders/o_orderkey ?ok]",
              "(or [?o :orders/o_orderpriority \"1-URGENT\"]"
                  + " [?o :orders/o_orderpriority \"2-HIGH\"])"),
          List.of(
              "[?l :lineitem/l_orderkey 7]",
              "[?l :lineitem/l_suppkey ?sk]",
              "[?s :supplier/s_suppkey ?sk]",
              "[?s :supplier/s_nationkey ?nk]",
              "[?n :nation/n_nationkey ?nk]",
              "[?n :nation/n_regionkey ?rk]",
              "[?r :region/r_regionkey ?rk]",
              "[?r :region/r_name ?name]"));

  private static final List<List<String>> TABLES =
      List.of(
          List.of("customer", "orders", "lineitem", "supplier", "nation", "region"),
          List.of("part", "supplier", "partsupp", "nation", "region"),
          List.of("customer", "orders", "lineitem"),
          List.of("part", "supplier", "lineitem", "partsupp", "orders", "nation"),
          List.of("orders", "lineitem"));

  private static final List<List<String>> CONDITIONS =
      List.of(
          List.of(
              "c_custkey = o_custkey",
              "l_orderkey = o_orderkey",
              "l_suppkey = s_suppkey",
              "c_nationkey = s_nationkey",
              "s_nationkey = n_nationkey",
              "n_regionkey = r_regionkey",
              "r_name = 'ASIA'",
              "o_orderdate >= date '1994-01-01'"),
          List.of(
              "p_partkey = ps_partkey",
              "s_suppkey = ps_suppkey",
              "p_size = 15",
              "s_nationkey = n_nationkey",
              "n_regionkey = r_regionkey",
              "r_name = 'EUROPE'"),
          List.of(
              "c_mktsegment = 'BUILDING'",
              "c_custkey = o_custkey",
              "l_orderkey = o_orderkey",
              "o_orderdate < date '1995-03-15'",
              "l_shipdate > date '1995-03-15'"),
          List.of(
              "s_suppkey = l_suppkey",
              "ps_suppkey = l_suppkey",
              "ps_partkey = l_partkey",
              "p_partkey = l_partkey",
              "o_orderkey = l_orderkey",
              "s_nationkey = n_nationkey",
              "p_size < 20"),
          List.of("o_orderkey = l_orderkey", "l_shipmode = 'MAIL'", "l_linenumber = 1"));

  private static String query(List<String> tables, List<String> conditions) {
    return "select count(*) from "
        + String.join(", ", tables)
        + " where "
        + String.join(" and ", conditions);
  }

  /** The estimated cost of the whole plan, which EXPLAIN tells first. */
  private static double cost(String sql) throws SQLException {
    try (Statement statement = yore.createStatement();
        ResultSet rows = statement.executeQuery("explain (format json) " + sql)) {
      StringBuilder plan = new StringBuilder();
      while (rows.next()) {
        plan.append(rows.getString(1));
      }
      Matcher cost = TOTAL_COST.matcher(plan);
      assertThat(cost.find()).as(plan.toString()).isTrue();
      return Double.parseDouble(cost.group(1));
    }
  }
}
