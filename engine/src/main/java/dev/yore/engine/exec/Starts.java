package dev.yore.engine.exec;

import dev.yore.engine.index.AttributeStatistics;
import dev.yore.engine.index.IndexReader;
import dev.yore.storage.value.ValueOrder;
import java.util.List;

/** Tells from statistics that a scan cannot find anything. */
final class Starts {
  private Starts() {}

  /** True when a range excludes every value that its attribute has. */
  static boolean excluded(
      List<ColumnRange> ranges,
      List<StarColumn> columns,
      IndexReader reader,
      ExecutionContext context) {
    for (ColumnRange range : ranges) {
      StarColumn column = columns.get(range.column());
      if (column.kind() == StarColumn.Kind.VALUE
          && excludes(range, reader.statistics(column.attribute()), context)) {
        return true;
      }
    }
    return false;
  }

  private static boolean excludes(
      ColumnRange range, AttributeStatistics statistics, ExecutionContext context) {
    Object low = range.low() == null ? null : range.low().value(context);
    Object high = range.high() == null ? null : range.high().value(context);
    Object min = statistics.min();
    Object max = statistics.max();
    if (low != null && max != null) {
      int sign = ValueOrder.compare(max, low);
      if (sign < 0 || (sign == 0 && !range.lowInclusive())) {
        return true;
      }
    }
    if (high != null && min != null) {
      int sign = ValueOrder.compare(min, high);
      return sign > 0 || (sign == 0 && !range.highInclusive());
    }
    return false;
  }
}
