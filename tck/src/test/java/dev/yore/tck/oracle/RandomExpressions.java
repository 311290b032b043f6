package dev.yore.tck.oracle;

import dev.yore.tck.oracle.RandomTables.Column;
import dev.yore.tck.oracle.RandomTables.Type;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Random expressions over the columns in reach; a query's text asks {@link RandomQueries} for
 * sub-queries.
 */
final class RandomExpressions {
  private static final List<String> COMPARISONS =
      List.of("=", "<>", "<", "<=", ">", ">=", "=", "=");

  private final Random random;
  private final RandomQueries queries;

  RandomExpressions(Random random, RandomQueries queries) {
    this.random = random;
    this.queries = queries;
  }

  /** An expression of a type. */
  String expression(Type type, Scope scope, int depth) {
    if (depth == 0 || chance(0.35)) {
      return leaf(type, scope);
    }
    return switch (random.nextInt(6)) {
      case 0 ->
          "CASE WHEN "
              + predicate(scope, depth - 1)
              + " THEN "
              + expression(type, scope, depth - 1)
              + (chance(0.7) ? " ELSE " + expression(type, scope, depth - 1) : "")
              + " END";
      case 1 ->
          "coalesce("
              + expression(type, scope, depth - 1)
              + ", "
              + expression(type, scope, depth - 1)
              + ")";
      case 2 -> "nullif(" + expression(type, scope, depth - 1) + ", " + leaf(type, scope) + ")";
      default -> typed(type, scope, depth);
    };
  }

  private String typed(Type type, Scope scope, int depth) {
    return switch (type) {
      case INT ->
          switch (random.nextInt(4)) {
            case 0 -> "abs(" + expression(Type.INT, scope, depth - 1) + ")";
            case 1 -> "char_length(" + expression(Type.TEXT, scope, depth - 1) + ")";
            case 2 -> "(" + expression(Type.INT, scope, depth - 1) + ") % 3";
            default -> arithmetic(type, scope, depth);
          };
      case LONG, DECIMAL, DOUBLE -> arithmetic(type, scope, depth);
      case TEXT ->
          switch (random.nextInt(4)) {
            case 0 -> "upper(" + expression(Type.TEXT, scope, depth - 1) + ")";
            case 1 -> "substring(" + expression(Type.TEXT, scope, depth - 1) + " FROM 1 FOR 2)";
            case 2 -> "trim(" + expression(Type.TEXT, scope, depth - 1) + ")";
            default ->
                "("
                    + expression(Type.TEXT, scope, depth - 1)
                    + " || "
                    + expression(Type.TEXT, scope, depth - 1)
                    + ")";
          };
      case FLAG -> "(" + predicate(scope, depth - 1) + ")";
      case DAY -> "CAST(" + expression(Type.MOMENT, scope, depth - 1) + " AS date)";
      case MOMENT -> "CAST(" + expression(Type.DAY, scope, depth - 1) + " AS timestamp)";
    };
  }

  private String arithmetic(Type type, Scope scope, int depth) {
    String operator = List.of("+", "-", "*").get(random.nextInt(type == Type.LONG ? 2 : 3));
    return "("
        + expression(type, scope, depth - 1)
        + " "
        + operator
        + " "
        + leaf(type, scope)
        + ")";
  }

  private String leaf(Type type, Scope scope) {
    List<Reference> candidates = scope.ofType(type);
    if (candidates.isEmpty() || chance(0.2)) {
      return chance(0.08) ? "CAST(NULL AS " + type.sql + ")" : RandomTables.literal(type, random);
    }
    return pick(candidates).sql();
  }

  /** A condition. */
  String predicate(Scope scope, int depth) {
    if (depth <= 0) {
      return simple(scope, 0);
    }
    return switch (random.nextInt(9)) {
      case 0, 1 -> predicate(scope, depth - 1) + " AND " + group(predicate(scope, depth - 1));
      case 2 -> group(predicate(scope, depth - 1)) + " OR " + group(predicate(scope, depth - 1));
      case 3 -> "NOT " + group(predicate(scope, depth - 1));
      case 4 ->
          group(predicate(scope, depth - 1))
              + pick(List.of(" IS TRUE", " IS NOT TRUE", " IS FALSE", " IS NOT FALSE"));
      case 5, 6 -> queries.mayNest() ? nested(scope) : simple(scope, depth - 1);
      default -> simple(scope, depth - 1);
    };
  }

  private String group(String condition) {
    return "(" + condition + ")";
  }

  private String simple(Scope scope, int depth) {
    Type type = pick(Type.values());
    String left = expression(type, scope, depth);
    return switch (random.nextInt(8)) {
      case 0 -> left + (chance(0.5) ? " IS NULL" : " IS NOT NULL");
      case 1 -> left + not() + " IN (" + literals(type) + ")";
      case 2 -> left + not() + " BETWEEN " + leaf(type, scope) + " AND " + leaf(type, scope);
      case 3 ->
          expression(Type.TEXT, scope, depth)
              + not()
              + " LIKE "
              + pick(List.of("'a%'", "'%b%'", "'_'", "'%'", "'a\\_c'", "'b\\%'", "'%ë'"));
      case 4 ->
          left
              + (chance(0.5) ? " IS DISTINCT FROM " : " IS NOT DISTINCT FROM ")
              + leaf(type, scope);
      default -> left + " " + pick(COMPARISONS) + " " + expression(comparable(type), scope, depth);
    };
  }

  private String not() {
    return chance(0.4) ? " NOT" : "";
  }

  private String literals(Type type) {
    return Stream.generate(() -> chance(0.1) ? "NULL" : RandomTables.literal(type, random))
        .limit(1 + random.nextInt(4))
        .collect(Collectors.joining(", "));
  }

  private Type comparable(Type type) {
    return type.isNumber() && chance(0.4)
        ? pick(List.of(Type.INT, Type.LONG, Type.DECIMAL, Type.DOUBLE))
        : type;
  }

  private String nested(Scope scope) {
    Type type = pick(Type.values());
    String left = leaf(type, scope);
    return switch (random.nextInt(6)) {
      case 0, 1 ->
          (chance(0.4) ? "NOT " : "") + "EXISTS (" + queries.subquery(scope, List.of(type)) + ")";
      case 2, 3 -> left + not() + " IN (" + queries.subquery(scope, List.of(type)) + ")";
      case 4 ->
          left
              + " "
              + pick(COMPARISONS)
              + pick(List.of(" ANY (", " ALL ("))
              + queries.subquery(scope, List.of(type))
              + ")";
      default -> scalarComparison(scope);
    };
  }

  private String scalarComparison(Scope scope) {
    Type type = pick(List.of(Type.INT, Type.DECIMAL, Type.TEXT, Type.DAY));
    return leaf(type, scope) + " " + pick(COMPARISONS) + " (" + queries.scalar(scope, type) + ")";
  }

  /** An aggregate call whose argument sees only the query's own columns, with its type. */
  Aggregate aggregate(Scope own) {
    Aggregate plain = unfiltered(own);
    return chance(0.2)
        ? new Aggregate(plain.sql() + " FILTER (WHERE " + predicate(own, 0) + ")", plain.type())
        : plain;
  }

  private Aggregate unfiltered(Scope own) {
    String distinct = chance(0.3) ? "DISTINCT " : "";
    return switch (random.nextInt(6)) {
      case 0 -> new Aggregate("count(*)", Type.LONG);
      case 1 ->
          new Aggregate(
              "count(" + distinct + expression(pick(Type.values()), own, 1) + ")", Type.LONG);
      case 2 -> {
        Type type = pick(List.of(Type.INT, Type.DECIMAL, Type.DOUBLE));
        yield new Aggregate(
            "sum(" + distinct + expression(type, own, 1) + ")",
            type == Type.INT ? Type.LONG : type);
      }
      case 3 ->
          new Aggregate(
              "avg("
                  + distinct
                  + expression(pick(List.of(Type.INT, Type.DECIMAL, Type.DOUBLE)), own, 1)
                  + ")",
              Type.DOUBLE);
      default -> {
        Type type =
            pick(
                List.of(
                    Type.INT,
                    Type.LONG,
                    Type.DECIMAL,
                    Type.TEXT,
                    Type.DAY,
                    Type.MOMENT,
                    Type.DOUBLE));
        yield new Aggregate(
            pick(List.of("min", "max")) + "(" + expression(type, own, 1) + ")", type);
      }
    };
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private Type pick(Type[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** An aggregate call. */
  record Aggregate(String sql, Type type) {}

  /** A column as a query names it. */
  record Reference(String sql, Type type) {}

  /** The columns in reach. */
  record Scope(List<Reference> references) {
    static Scope of(String alias, List<Column> columns) {
      return new Scope(
          columns.stream().map(c -> new Reference(alias + "." + c.name(), c.type())).toList());
    }

    Scope plus(Scope other) {
      return new Scope(Stream.concat(references.stream(), other.references.stream()).toList());
    }

    List<Reference> ofType(Type type) {
      return references.stream().filter(r -> r.type() == type).toList();
    }
  }
}
