package dev.yore.engine.exec;

import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.Vector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What surrounds an operator inside one execution: rows of enclosing queries, working tables. */
public sealed interface Scope {

  /** The scope around this one, or null. */
  @Nullable Scope parent();

  /** A row that inner plans refer to by its correlation. */
  record OuterRow(int correlation, Batch batch, int position, @Nullable Scope parent)
      implements Scope {
    /** The value of a column, as a flat vector of one row. */
    public Vector value(int column) {
      Vector vector = batch.columns()[column];
      if (vector instanceof ConstantVector constant) {
        return constant.value();
      }
      Vector one = vector.gather(new int[] {position}, 1);
      return one instanceof dev.yore.storage.column.DictionaryVector coded ? coded.flatten() : one;
    }
  }

  /** The rows that the last round of a fixpoint found. */
  record Working(int id, List<Batch> rows, @Nullable Scope parent) implements Scope {}

  /** The row of this correlation in a scope or around it, or null. */
  static @Nullable OuterRow outerRow(@Nullable Scope scope, int correlation) {
    for (Scope at = scope; at != null; at = at.parent()) {
      if (at instanceof OuterRow row && row.correlation == correlation) {
        return row;
      }
    }
    return null;
  }

  /** The working table of this id in a scope or around it, or null. */
  static @Nullable Working working(@Nullable Scope scope, int id) {
    for (Scope at = scope; at != null; at = at.parent()) {
      if (at instanceof Working table && table.id == id) {
        return table;
      }
    }
    return null;
  }
}
