package dev.yore.engine.exec;

import dev.yore.storage.error.YoreException;
import java.util.List;

/** Reads entities with columns of their attributes, row group by row group. */
public final class StarScan extends OperatorNode {

  /**
   * @param fromEntity the first entity that may be read
   * @param toEntity the first entity after those that may be read
   * @param columns what to read; they are the operator's columns
   * @param ranges what is known of values, only to skip what cannot match
   * @param conditions conditions over the columns; rows for which one is not true are left out
   */
  public StarScan(
      DbSource source,
      long fromEntity,
      long toEntity,
      List<StarColumn> columns,
      List<ColumnRange> ranges,
      List<Evaluator> conditions) {
    super(columns.stream().map(column -> column.field(false)).toList(), List.of());
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    throw YoreException.unsupported("StarScan");
  }

  @Override
  public String describe() {
    return "StarScan";
  }
}
