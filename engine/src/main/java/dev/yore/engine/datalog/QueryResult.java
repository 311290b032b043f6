package dev.yore.engine.datalog;

import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Keyword;
import dev.yore.storage.value.Symbol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a query found.
 *
 * @param columns what the columns are called
 * @param types the columns' types
 * @param rows boxed values; entity ids are {@link Long}s
 */
public record QueryResult(
    Query.Form form,
    Query.@Nullable Names names,
    List<String> columns,
    List<DataType> types,
    List<List<Object>> rows) {
  public QueryResult {
    columns = List.copyOf(columns);
    types = List.copyOf(types);
    rows = List.copyOf(rows);
  }

  /**
   * The answer in the form that {@code :find} asks for: a list of rows, a list of values, a row or
   * a value; null for a row or a value when there is none. With {@code :keys}, {@code :strs} or
   * {@code :syms} rows are maps, else lists.
   */
  public @Nullable Object value() {
    return switch (form) {
      case RELATION -> rows.stream().map(this::row).toList();
      case COLLECTION -> values();
      case TUPLE -> rows.isEmpty() ? null : row(rows.getFirst());
      case SCALAR -> rows.isEmpty() ? null : rows.getFirst().getFirst();
    };
  }

  /** The values of the first column. */
  public List<Object> values() {
    return rows.stream().map(List::getFirst).toList();
  }

  private Object row(List<Object> row) {
    if (names == null) {
      return row;
    }
    Map<Object, Object> map = new LinkedHashMap<>();
    List<Object> keys = new ArrayList<>();
    for (String name : names.names()) {
      keys.add(
          switch (names.kind()) {
            case KEYWORDS -> Keyword.of(name);
            case STRINGS -> name;
            case SYMBOLS -> new Symbol(name);
          });
    }
    for (int i = 0; i < row.size(); i++) {
      map.put(keys.get(i), row.get(i));
    }
    return map;
  }
}
