package dev.yore.sql.convert;

import dev.yore.sql.type.SqlType;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/**
 * A query ready for execution.
 *
 * @param rel gives the columns in their order; a sort at its top, below at most a projection, is
 *     the order of the result
 * @param parameters the type each parameter is converted to; null takes any, for moments
 */
public record ValidatedQuery(
    RelNode rel, List<ColumnMeta> columns, List<@Nullable SqlType> parameters) {
  public ValidatedQuery {
    columns = List.copyOf(columns);
    parameters = java.util.Collections.unmodifiableList(new java.util.ArrayList<>(parameters));
  }
}
