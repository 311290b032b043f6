package dev.yore.engine.exec;

import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the datoms of an attribute in the order of their values, from AVET. */
public final class RangeScan extends OperatorNode {

  /**
   * @param low refers to no columns; null for no lower bound; a null value finds nothing
   * @param high refers to no columns; null for no upper bound; a null value finds nothing
   * @param columns entity, value and tx of the attribute, in any order
   */
  public RangeScan(
      DbSource source,
      int attribute,
      DataType type,
      @Nullable Evaluator low,
      boolean lowInclusive,
      @Nullable Evaluator high,
      boolean highInclusive,
      List<StarColumn> columns) {
    super(columns.stream().map(column -> column.field(false)).toList(), List.of());
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    throw YoreException.unsupported("RangeScan");
  }

  @Override
  public String describe() {
    return "RangeScan";
  }
}
