package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.column.Vector;
import dev.yore.storage.value.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Finishes a join of one input batch once it is known which pairs of rows match by key.
 *
 * @param kind INNER, LEFT, SEMI or ANTI
 * @param condition over left columns followed by right ones, or null
 * @param rightTypes the types of the right columns
 */
record Matches(Plan.Join.Kind kind, @Nullable Evaluator condition, DataType[] rightTypes) {

  /**
   * @param left for each pair the position of the left row in its batch
   * @param right columns with a row for each pair
   * @return the rows of the join, or null when there are none
   */
  @Nullable Batch of(Batch input, int[] left, int pairs, Vector[] right, ExecutionContext context) {
    if (condition == null && kind == Plan.Join.Kind.INNER) {
      return pairs == 0 ? null : joined(input, left, pairs, right);
    }
    int[] kept = new int[pairs];
    int count = pairs;
    Batch joined = null;
    if (pairs > 0 && (condition != null || kind == Plan.Join.Kind.LEFT)) {
      joined = joined(input, left, pairs, right);
    }
    if (joined != null && condition != null) {
      count = condition.select(joined, context, kept);
    } else {
      for (int i = 0; i < pairs; i++) {
        kept[i] = i;
      }
    }
    return switch (kind) {
      case INNER -> joined == null || count == 0 ? null : joined.with(kept, count);
      case SEMI -> withMatch(input, left, kept, count, true);
      case ANTI -> withMatch(input, left, kept, count, false);
      case LEFT -> outer(input, left, right, kept, count);
      case RIGHT, FULL ->
          throw new IllegalArgumentException("this join cannot keep unmatched right rows");
    };
  }

  private static Batch joined(Batch input, int[] left, int pairs, Vector[] right) {
    int width = input.columns().length;
    Vector[] columns = new Vector[width + right.length];
    boolean same = identity(input, left, pairs);
    for (int c = 0; c < width; c++) {
      columns[c] = same ? input.columns()[c] : input.columns()[c].gather(left, pairs);
    }
    System.arraycopy(right, 0, columns, width, right.length);
    return new Batch(columns, null, pairs);
  }

  private static boolean identity(Batch input, int[] left, int pairs) {
    if (pairs != input.count() || input.selection() != null) {
      return false;
    }
    for (int i = 0; i < pairs; i++) {
      if (left[i] != i) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Batch withMatch(
      Batch input, int[] left, int[] kept, int count, boolean wanted) {
    boolean[] matched = new boolean[input.extent()];
    for (int i = 0; i < count; i++) {
      matched[left[kept[i]]] = true;
    }
    int[] selection = new int[input.count()];
    int found = 0;
    for (int i = 0; i < input.count(); i++) {
      int row = input.row(i);
      if (matched[row] == wanted) {
        selection[found++] = row;
      }
    }
    return found == 0 ? null : input.with(selection, found);
  }

  private Batch outer(Batch input, int[] left, Vector[] right, int[] kept, int count) {
    boolean[] matched = new boolean[input.extent()];
    for (int i = 0; i < count; i++) {
      matched[left[kept[i]]] = true;
    }
    int[] leftRows = new int[count + input.count()];
    int[] rightRows = new int[leftRows.length];
    int next = 0;
    int pair = 0;
    for (int i = 0; i < input.count(); i++) {
      int row = input.row(i);
      if (!matched[row]) {
        leftRows[next] = row;
        rightRows[next++] = -1;
      }
      while (pair < count && left[kept[pair]] == row) {
        leftRows[next] = row;
        rightRows[next++] = kept[pair++];
      }
    }
    Vector[] columns = new Vector[input.columns().length + right.length];
    for (int c = 0; c < input.columns().length; c++) {
      columns[c] = input.columns()[c].gather(leftRows, next);
    }
    for (int c = 0; c < right.length; c++) {
      columns[input.columns().length + c] =
          DatomColumns.gather(rightTypes[c], right[c], rightRows, next);
    }
    return new Batch(columns, null, next);
  }
}
