package dev.yore.tck.oracle;

import dev.yore.tck.oracle.RandomExpressions.Aggregate;
import dev.yore.tck.oracle.RandomExpressions.Reference;
import dev.yore.tck.oracle.RandomExpressions.Scope;
import dev.yore.tck.oracle.RandomTables.Column;
import dev.yore.tck.oracle.RandomTables.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Random queries over {@link RandomTables}: the same seed, the same queries. */
final class RandomQueries {
  private static final int NESTING_MAX = 2;
  private static final int COLUMNS_MAX = 4;
  private static final Scope NOTHING = new Scope(List.of());

  private final Random random;
  private final RandomExpressions expressions;
  private final RandomWindows windows;
  private int aliases;
  private int nesting;

  /** How many columns the query has whose text was made last. */
  private int width;

  RandomQueries(long seed) {
    random = new Random(seed);
    expressions = new RandomExpressions(random, this);
    windows = new RandomWindows(random, expressions);
  }

  /** A query and whether its rows have an order. */
  record Query(String sql, boolean ordered) {}

  Query next() {
    aliases = 0;
    String sql =
        switch (random.nextInt(8)) {
          case 0 -> setOperation(someTypes());
          case 6, 7 -> windowed();
          case 1 -> withCommonTable();
          case 2 -> grouped(random.nextInt(3));
          case 3 -> grouped(1);
          default -> select(someTypes(), chance(0.2));
        };
    return chance(0.4) ? ordered(sql) : new Query(sql, false);
  }

  private Query ordered(String sql) {
    String order =
        IntStream.rangeClosed(1, width)
            .mapToObj(
                i -> i + pick(List.of("", " ASC", " DESC", " DESC NULLS LAST", " NULLS FIRST")))
            .collect(Collectors.joining(", "));
    String limit = chance(0.5) ? " LIMIT " + random.nextInt(12) : "";
    String offset = !limit.isEmpty() && chance(0.4) ? " OFFSET " + random.nextInt(5) : "";
    return new Query("SELECT * FROM (" + sql + ") q ORDER BY " + order + limit + offset, true);
  }

  boolean mayNest() {
    return nesting < NESTING_MAX;
  }

  /** A sub-query that gives columns of these types; it may see the columns around it. */
  String subquery(Scope outer, List<Type> types) {
    nesting++;
    String sql = plain(types, chance(0.6) ? outer : NOTHING);
    nesting--;
    return sql;
  }

  /** A sub-query that gives exactly one value. */
  String scalar(Scope outer, Type type) {
    nesting++;
    From from = from(1);
    String call =
        type == Type.INT && chance(0.5)
            ? "count(*)"
            : pick(List.of("min", "max")) + "(" + expressions.expression(type, from.scope, 1) + ")";
    String sql =
        "SELECT "
            + call
            + " FROM "
            + from.sql
            + where(chance(0.6) ? from.scope.plus(outer) : from.scope);
    nesting--;
    return sql;
  }

  private String plain(List<Type> types, Scope outer) {
    From from = from(1 + random.nextInt(2));
    String columns =
        types.stream()
            .map(t -> expressions.expression(t, from.scope, 1))
            .collect(Collectors.joining(", "));
    return "SELECT " + columns + " FROM " + from.sql + where(from.scope.plus(outer));
  }

  private String select(List<Type> types, boolean distinct) {
    From from = from(1 + random.nextInt(3));
    List<String> columns = new ArrayList<>();
    for (Type type : types) {
      boolean scalar = mayNest() && chance(0.06) && (type == Type.INT || type == Type.TEXT);
      columns.add(
          scalar
              ? "(" + scalar(from.scope, type) + ")"
              : expressions.expression(type, from.scope, 2));
    }
    String where = where(from.scope);
    return "SELECT " + (distinct ? "DISTINCT " : "") + named(columns) + " FROM " + from.sql + where;
  }

  private String named(List<String> columns) {
    width = columns.size();
    return IntStream.range(0, columns.size())
        .mapToObj(i -> columns.get(i) + " AS c" + (i + 1))
        .collect(Collectors.joining(", "));
  }

  private String grouped(int keys) {
    From from = from(1 + random.nextInt(2));
    List<String> by = Stream.generate(() -> groupKey(from.scope)).limit(keys).distinct().toList();
    List<String> columns = new ArrayList<>(by);
    for (int i = 0; i <= random.nextInt(3); i++) {
      columns.add(expressions.aggregate(from.scope).sql());
    }
    String having = chance(0.35) ? " HAVING " + having(from.scope) : "";
    String where = where(from.scope);
    return "SELECT "
        + named(columns)
        + " FROM "
        + from.sql
        + where
        + (by.isEmpty() ? "" : groupBy(by))
        + having;
  }

  /** GROUP BY in one of its forms. */
  private String groupBy(List<String> keys) {
    String all = String.join(", ", keys);
    return " GROUP BY "
        + (chance(0.65)
            ? all
            : pick(
                List.of(
                    "ROLLUP (" + all + ")",
                    "CUBE (" + all + ")",
                    "GROUPING SETS ((" + all + "), ())",
                    "GROUPING SETS ((" + all + "), (" + keys.getFirst() + "), (), ())")));
  }

  private String windowed() {
    String alias = alias();
    Scope scope = Scope.of(alias, RandomTables.COLUMNS);
    List<String> columns = new ArrayList<>(List.of(alias + ".id"));
    for (int i = 0; i <= random.nextInt(3); i++) {
      columns.add(windows.call(scope, alias + ".id"));
    }
    nesting += NESTING_MAX;
    String where = where(scope);
    nesting -= NESTING_MAX;
    return "SELECT "
        + named(columns)
        + " FROM "
        + pick(RandomTables.NAMES)
        + " AS "
        + alias
        + where;
  }

  private String groupKey(Scope scope) {
    Reference column = pick(scope.references());
    return column.type() == Type.INT && chance(0.3) ? column.sql() + " % 3" : column.sql();
  }

  private String having(Scope own) {
    Aggregate aggregate = expressions.aggregate(own);
    return aggregate.sql()
        + pick(List.of(" > ", " <= ", " <> "))
        + RandomTables.literal(aggregate.type(), random);
  }

  private String setOperation(List<Type> types) {
    String operator =
        pick(List.of("UNION", "UNION ALL", "INTERSECT", "EXCEPT", "INTERSECT ALL", "EXCEPT ALL"));
    return select(types, false) + " " + operator + " " + select(types, false);
  }

  private String withCommonTable() {
    List<Type> types = someTypes();
    String common = select(types, chance(0.3));
    List<Column> columns = columnsOf(types);
    String first = alias();
    String second = alias();
    Scope scope = Scope.of(first, columns).plus(Scope.of(second, RandomTables.COLUMNS));
    String on = condition(Scope.of(first, columns), Scope.of(second, RandomTables.COLUMNS));
    String where = where(scope);
    String selected =
        named(someTypes().stream().map(t -> expressions.expression(t, scope, 1)).toList());
    return "WITH w AS ("
        + common
        + ") SELECT "
        + selected
        + " FROM w AS "
        + first
        + pick(List.of(" JOIN ", " LEFT JOIN "))
        + pick(RandomTables.NAMES)
        + " AS "
        + second
        + " ON "
        + on
        + where;
  }

  private static List<Column> columnsOf(List<Type> types) {
    return IntStream.range(0, types.size())
        .mapToObj(i -> new Column("c" + (i + 1), types.get(i)))
        .toList();
  }

  /** The tables of a query. */
  private record From(String sql, Scope scope) {}

  private From from(int tables) {
    From result = table();
    for (int i = 1; i < tables; i++) {
      From other = table();
      String kind =
          pick(List.of("JOIN", "JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN", "CROSS JOIN"));
      if (kind.equals("CROSS JOIN") && i > 1) {
        kind = "JOIN";
      }
      String on = kind.equals("CROSS JOIN") ? "" : " ON " + condition(result.scope, other.scope);
      if (!kind.equals("FULL JOIN") && !on.isEmpty() && chance(0.3)) {
        nesting += NESTING_MAX;
        on += " AND " + "(" + expressions.predicate(result.scope.plus(other.scope), 1) + ")";
        nesting -= NESTING_MAX;
      }
      result =
          new From(result.sql + " " + kind + " " + other.sql + on, result.scope.plus(other.scope));
    }
    return result;
  }

  private From table() {
    String alias = alias();
    if (mayNest() && chance(0.12)) {
      nesting++;
      List<Type> types = someTypes();
      String sql = "(" + select(types, chance(0.3)) + ") AS " + alias;
      nesting--;
      return new From(sql, Scope.of(alias, columnsOf(types)));
    }
    return new From(
        pick(RandomTables.NAMES) + " AS " + alias, Scope.of(alias, RandomTables.COLUMNS));
  }

  /** An equality of two columns, which a full join needs in PostgreSQL. */
  private String condition(Scope left, Scope right) {
    List<Reference> rights = new ArrayList<>(right.references());
    rights.removeIf(r -> left.ofType(r.type()).isEmpty());
    if (rights.isEmpty()) {
      return pick(List.of("TRUE", "FALSE"));
    }
    Reference other = pick(rights);
    return pick(left.ofType(other.type())).sql() + " = " + other.sql();
  }

  private String where(Scope scope) {
    return chance(0.7) ? " WHERE " + expressions.predicate(scope, 2) : "";
  }

  private List<Type> someTypes() {
    return Stream.generate(() -> pick(List.of(Type.values())))
        .limit(1 + random.nextInt(COLUMNS_MAX))
        .toList();
  }

  private String alias() {
    return "t" + (++aliases);
  }

  private boolean chance(double probability) {
    return expressions.chance(probability);
  }

  private <T> T pick(List<T> choices) {
    return expressions.pick(choices);
  }
}
