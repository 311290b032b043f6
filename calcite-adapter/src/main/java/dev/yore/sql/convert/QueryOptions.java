package dev.yore.sql.convert;

import dev.yore.sql.type.SqlType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * What a query takes from its session and its parameters.
 *
 * @param asOf the session's moment, for tables without one from clause or statement
 * @param boundTypes the types of the bound values by parameter, null where none is known; only
 *     asked where a parameter's place does not tell its type
 */
public record QueryOptions(@Nullable SqlNode asOf, List<@Nullable SqlType> boundTypes) {
  public static final QueryOptions NONE = new QueryOptions(null, List.of());

  public QueryOptions {
    boundTypes = Collections.unmodifiableList(new ArrayList<>(boundTypes));
  }

  /** These options with another moment. */
  public QueryOptions withAsOf(@Nullable SqlNode moment) {
    return new QueryOptions(moment, boundTypes);
  }
}
