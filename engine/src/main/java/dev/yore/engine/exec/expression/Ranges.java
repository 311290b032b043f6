package dev.yore.engine.exec.expression;

import dev.yore.engine.exec.Batch;
import org.jspecify.annotations.Nullable;

/** Finds rows whose number lies in a range, without branches on the data. */
final class Ranges {
  private Ranges() {}

  /**
   * @param outside true to find the numbers that are not from {@code low} to {@code high}
   */
  static int select(
      long[] values,
      boolean @Nullable [] nulls,
      long low,
      long high,
      boolean outside,
      Batch batch,
      int[] out) {
    int[] selection = batch.selection();
    int count = batch.count();
    int found = 0;
    if (selection == null && nulls == null) {
      for (int row = 0; row < count; row++) {
        out[found] = row;
        found += (values[row] >= low & values[row] <= high) != outside ? 1 : 0;
      }
      return found;
    }
    for (int i = 0; i < count; i++) {
      int row = selection == null ? i : selection[i];
      boolean known = nulls == null || !nulls[row];
      boolean in = (values[row] >= low & values[row] <= high) != outside;
      out[found] = row;
      found += known & in ? 1 : 0;
    }
    return found;
  }

  static int select(
      int[] codes,
      boolean @Nullable [] nulls,
      int low,
      int high,
      boolean outside,
      Batch batch,
      int[] out) {
    int found = 0;
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      boolean known = nulls == null || !nulls[row];
      boolean in = (codes[row] >= low & codes[row] <= high) != outside;
      out[found] = row;
      found += known & in ? 1 : 0;
    }
    return found;
  }
}
