package dev.yore.engine.datalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question in Datalog.
 *
 * @param with variables besides those found that tell rows apart
 * @param names what the columns are called, or null to answer with lists
 * @param limit the most rows, or -1
 * @param timeoutMillis after which it is stopped, or -1
 */
public record Query(
    Form form,
    List<FindElement> find,
    @Nullable Names names,
    List<FindElement.Variable> with,
    List<Input> inputs,
    List<Clause> where,
    List<OrderKey> order,
    long limit,
    long offset,
    long timeoutMillis) {

  /** The shape of the answer. */
  public enum Form {
    /** All rows: {@code ?x ?y}. */
    RELATION,
    /** The only column of all rows: {@code [?x ...]}. */
    COLLECTION,
    /** One row: {@code [?x ?y]}. */
    TUPLE,
    /** One value: {@code ?x .}. */
    SCALAR
  }

  /** Names of columns, for rows as maps. */
  public record Names(Kind kind, List<String> names) {
    /** What the keys of the maps are. */
    public enum Kind {
      KEYWORDS,
      STRINGS,
      SYMBOLS
    }

    public Names {
      names = List.copyOf(names);
    }
  }

  /**
   * @param column the position of the find element
   */
  public record OrderKey(int column, boolean descending) {}

  public Query {
    find = List.copyOf(find);
    with = List.copyOf(with);
    inputs = List.copyOf(inputs);
    where = List.copyOf(where);
    order = List.copyOf(order);
  }

  /** What the columns of the answer are called. */
  public List<String> columnNames() {
    return names != null ? names.names() : find.stream().map(Object::toString).toList();
  }
}
