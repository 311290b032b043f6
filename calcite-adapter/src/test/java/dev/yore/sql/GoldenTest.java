package dev.yore.sql;

import dev.yore.sql.convert.QueryOptions;
import dev.yore.sql.convert.ValidatedQuery;
import dev.yore.sql.convert.WriteSource;
import dev.yore.sql.parser.ParsedStatement;
import dev.yore.sql.parser.Statement;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptUtil;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class GoldenTest {
  private final SqlFront front = new SqlFront(new ShopCatalog());

  @TestFactory
  Stream<DynamicTest> statementsParse() {
    return Golden.tests("parse.txt", this::parsed);
  }

  @TestFactory
  Stream<DynamicTest> wrongTextIsRefusedWithItsPlace() {
    return Golden.tests("parse-errors.txt", this::parsed);
  }

  @TestFactory
  Stream<DynamicTest> queriesBecomeTrees() {
    return Golden.tests("queries.txt", this::planned);
  }

  @TestFactory
  Stream<DynamicTest> wrongQueriesAreRefusedWithTheirPlace() {
    return Golden.tests("query-errors.txt", this::planned);
  }

  @TestFactory
  Stream<DynamicTest> expressionsHaveTypes() {
    return Golden.tests(
        "expressions.txt",
        e -> {
          Statement.Query query = (Statement.Query) one("SELECT " + e).statement();
          ValidatedQuery validated = front.query(query, QueryOptions.NONE);
          return validated.columns().get(0).type()
              + (validated.columns().get(0).nullable() ? "" : " NOT NULL");
        });
  }

  @TestFactory
  Stream<DynamicTest> writesBecomeSources() {
    return Golden.tests("writes.txt", this::planned);
  }

  private String parsed(String sql) {
    return SqlFront.parse(sql).stream()
        .map(s -> s.statement().toString().replaceAll("\\s+", " "))
        .collect(Collectors.joining("\n"));
  }

  private static ParsedStatement one(String sql) {
    return SqlFront.parse(sql).getFirst();
  }

  private String planned(String sql) {
    ParsedStatement parsed = one(sql);
    return switch (parsed.statement()) {
      case Statement.Query query -> text(front.query(query, QueryOptions.NONE));
      case Statement.Insert insert -> {
        WriteSource.Insert source = front.insert(insert, QueryOptions.NONE);
        String text = columns(source.columns()) + text(source.query());
        if (insert.onConflict() != null && !insert.onConflict().doNothing()) {
          WriteSource.Update update =
              front.onConflict(insert, source, parsed.parameterCount(), QueryOptions.NONE);
          text += "on conflict " + columns(update.columns()) + text(update.query());
        }
        yield text + returning(insert, parsed);
      }
      case Statement.Update update -> {
        WriteSource.Update source = front.update(update, QueryOptions.NONE);
        yield columns(source.columns()) + text(source.query()) + returning(update, parsed);
      }
      case Statement.Delete delete ->
          text(front.delete(delete, QueryOptions.NONE).query()) + returning(delete, parsed);
      case Statement.Erase erase -> text(front.erase(erase, QueryOptions.NONE).query());
      default -> throw new IllegalArgumentException(sql);
    };
  }

  private String returning(Statement.Dml dml, ParsedStatement parsed) {
    return dml.returning().isEmpty()
        ? ""
        : "returning " + text(front.returning(dml, parsed.parameterCount(), QueryOptions.NONE));
  }

  private static String columns(java.util.List<dev.yore.sql.validate.ColumnInfo> columns) {
    return columns.stream().map(c -> c.name()).collect(Collectors.joining(", ", "into ", "\n"));
  }

  private static String text(ValidatedQuery query) {
    String columns =
        query.columns().stream()
            .map(c -> c.label() + " " + c.type() + (c.nullable() ? "" : "!") + origin(c))
            .collect(Collectors.joining(", "));
    String parameters = query.parameters().isEmpty() ? "" : "? " + query.parameters() + "\n";
    return columns + "\n" + parameters + RelOptUtil.toString(query.rel());
  }

  private static String origin(dev.yore.sql.convert.ColumnMeta column) {
    boolean same = column.label().equals(column.column());
    return column.column() == null
        ? ""
        : " <" + column.table() + (same ? "" : "." + column.column()) + ">";
  }
}
