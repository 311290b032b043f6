package dev.yore.engine.exec.expression;

import dev.yore.engine.exec.Batch;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.value.DataType;
import org.jspecify.annotations.Nullable;

/** Vectors computed one boxed value at a time. */
final class Boxed {
  private Boxed() {}

  interface RowFunction {
    @Nullable Object apply(int row);
  }

  /** A vector aligned with the batch; rows that it does not mean are null. */
  static Vector rows(DataType type, Batch batch, RowFunction function) {
    VectorBuilder builder = VectorBuilder.of(type, batch.extent());
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      while (builder.size() < row) {
        builder.appendNull();
      }
      builder.append(function.apply(row));
    }
    return builder.build();
  }
}
