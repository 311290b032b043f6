package dev.yore.sql.validate;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.jspecify.annotations.Nullable;

/** Makes our errors of Calcite's, which carry their meaning in English sentences only. */
public final class ValidationErrors {

  /** How to recognise a message, and what it becomes; the group is the name concerned. */
  private record Known(Pattern pattern, ErrorCode code, String text, String fact) {}

  private static final List<Known> KNOWN =
      List.of(
          known(
              "Object '(.*?)' not found(?: within '.*')?.*",
              ErrorCode.UNDEFINED_TABLE,
              "No table of this name exists",
              "table"),
          known(
              "Table '(.*?)' not found.*",
              ErrorCode.UNDEFINED_TABLE,
              "No table or alias of this name is in reach",
              "table"),
          known(
              "Column '(.*?)' not found in any table.*",
              ErrorCode.UNDEFINED_COLUMN,
              "No column of this name is in reach",
              "column"),
          known(
              "Column '(.*?)' not found in table.*",
              ErrorCode.UNDEFINED_COLUMN,
              "The table has no column of this name",
              "column"),
          known(
              "Unknown target column '(.*?)'.*",
              ErrorCode.UNDEFINED_COLUMN,
              "The table has no column of this name",
              "column"),
          known(
              "Unknown identifier '(.*?)'.*",
              ErrorCode.UNDEFINED_COLUMN,
              "No column of this name is in reach",
              "column"),
          known(
              "Unknown field '(.*?)'.*",
              ErrorCode.UNDEFINED_COLUMN,
              "No column of this name is in reach",
              "column"),
          known(
              "Column '(.*?)' is ambiguous.*",
              ErrorCode.AMBIGUOUS_COLUMN,
              "Several tables have a column of this name: put the table's name before it",
              "column"),
          known(
              "Column name '(.*?)' in (?:NATURAL|USING).* is not unique.*",
              ErrorCode.AMBIGUOUS_COLUMN,
              "A side of the join has this column twice",
              "column"),
          known(
              "Duplicate relation name '(.*?)' in FROM clause.*",
              ErrorCode.DUPLICATE_ALIAS,
              "Two tables of FROM have the same name: give one an alias",
              "table"),
          known(
              "No match found for function signature (.*)",
              ErrorCode.UNDEFINED_FUNCTION,
              "No function of this name takes these arguments",
              "function"),
          known(
              "Invalid number of arguments to function '(.*?)'.*",
              ErrorCode.UNDEFINED_FUNCTION,
              "The function takes another number of arguments",
              "function"),
          known(
              "Expression '(.*?)' is not being grouped.*",
              ErrorCode.GROUPING_ERROR,
              "A column must be in GROUP BY or inside of an aggregate function",
              "expression"),
          known(
              "(Aggregate expressions? .*)",
              ErrorCode.GROUPING_ERROR,
              "An aggregate function stands where none may",
              "reason"),
          known(
              "(.*aggregate.*not allowed.*)",
              ErrorCode.GROUPING_ERROR,
              "An aggregate function stands where none may",
              "reason"),
          known(
              "(Windowed aggregate.*)",
              ErrorCode.WINDOWING_ERROR,
              "A window function stands where none may",
              "reason"),
          known(
              "Cannot apply '(.*?)' to arguments of type (?s:.*)",
              ErrorCode.DATATYPE_MISMATCH,
              "The operator does not take values of these types",
              "operator"),
          known(
              "Cast function cannot convert value of type (.*)",
              ErrorCode.CANNOT_COERCE,
              "There is no cast between these types",
              "types"),
          known(
              "(Values passed to .* operator must have compatible types.*)",
              ErrorCode.DATATYPE_MISMATCH,
              "Values to compare must be of comparable types",
              "reason"),
          known(
              "(Type mismatch in column.*)",
              ErrorCode.DATATYPE_MISMATCH,
              "The queries' columns have different types",
              "reason"),
          known(
              "(Column count mismatch in .*)",
              ErrorCode.SYNTAX_ERROR,
              "The queries have different numbers of columns",
              "reason"),
          known(
              "(Cannot infer return type .*)",
              ErrorCode.DATATYPE_MISMATCH,
              "The arguments have no common type",
              "reason"),
          known(
              "(Illegal mixing of types in CASE.*)",
              ErrorCode.DATATYPE_MISMATCH,
              "The branches of CASE have no common type",
              "reason"),
          known(
              "(.*BOOLEAN type.*|.*must be a condition.*)",
              ErrorCode.DATATYPE_MISMATCH,
              "A condition must be true or false",
              "reason"),
          known(
              "(Illegal use of dynamic parameter)",
              ErrorCode.INDETERMINATE_DATATYPE,
              "The type of a parameter cannot be told here: write CAST(? AS type)",
              "reason"),
          known(
              "Unknown datatype name '(.*?)'.*",
              ErrorCode.UNDEFINED_OBJECT,
              "No type of this name exists",
              "type"),
          known(
              "(Ordinal out of range.*)",
              ErrorCode.INVALID_COLUMN_REFERENCE,
              "ORDER BY and GROUP BY take numbers from 1 to the number of columns",
              "reason"),
          known(
              "(.*recursive.*)",
              ErrorCode.INVALID_RECURSION,
              "A recursive query breaks the rules of recursion",
              "reason"));

  private ValidationErrors() {}

  private static Known known(String pattern, ErrorCode code, String text, String fact) {
    return new Known(Pattern.compile(pattern, Pattern.DOTALL), code, text, fact);
  }

  /** What went wrong, in our words; {@code null} if {@code e} is no complaint about the text. */
  public static @Nullable YoreException translate(RuntimeException e, Catalog catalog) {
    CalciteContextException context = contextOf(e);
    if (context == null) {
      return null;
    }
    Throwable cause = context.getCause();
    String message = String.valueOf(cause == null ? context.getMessage() : cause.getMessage());
    YoreException error = explained(message, catalog);
    if (context.getPosLine() > 0) {
      error.at(context.getPosLine(), context.getPosColumn());
    }
    return error.causedBy(e);
  }

  private static @Nullable CalciteContextException contextOf(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof CalciteContextException context) {
        return context;
      }
    }
    return null;
  }

  private static YoreException explained(String message, Catalog catalog) {
    for (Known known : KNOWN) {
      Matcher matcher = known.pattern().matcher(message);
      if (matcher.matches()) {
        YoreException error = YoreException.of(known.code(), known.text());
        String name = matcher.group(1);
        error.with(known.fact(), name.lines().findFirst().orElse(name));
        return withNearest(error, known.code(), name, catalog);
      }
    }
    return YoreException.of(ErrorCode.SYNTAX_ERROR, "The statement is not valid")
        .with("reason", message);
  }

  private static YoreException withNearest(
      YoreException error, ErrorCode code, String name, Catalog catalog) {
    return switch (code) {
      case UNDEFINED_TABLE -> error.suggesting(name, tables(catalog));
      case UNDEFINED_COLUMN -> error.suggesting(name, columns(catalog));
      case UNDEFINED_FUNCTION -> error.suggesting(bareName(name), functions());
      default -> error;
    };
  }

  private static String bareName(String signature) {
    int end = signature.indexOf('(');
    return (end < 0 ? signature : signature.substring(0, end)).replace("\"", "");
  }

  private static Collection<String> tables(Catalog catalog) {
    List<String> names = new ArrayList<>(catalog.tableNames(catalog.defaultSchema()));
    for (String schema : catalog.schemas()) {
      if (!schema.equals(catalog.defaultSchema())) {
        catalog.tableNames(schema).forEach(t -> names.add(schema + "." + t));
      }
    }
    return names;
  }

  private static Collection<String> columns(Catalog catalog) {
    List<String> names = new ArrayList<>();
    for (String table : catalog.tableNames(catalog.defaultSchema())) {
      TableInfo info = catalog.table(catalog.defaultSchema(), table);
      if (info != null) {
        info.columns().forEach(c -> names.add(c.name()));
      }
    }
    Arrays.stream(PseudoColumn.values()).forEach(c -> names.add(c.columnName()));
    return names;
  }

  private static Collection<String> functions() {
    return dev.yore.sql.type.Operators.TABLE.getOperatorList().stream()
        .filter(o -> o instanceof org.apache.calcite.sql.SqlFunction)
        .map(o -> o.getName().toLowerCase(java.util.Locale.ROOT))
        .filter(n -> !n.startsWith("$"))
        .toList();
  }
}
