package dev.yore.engine.exec;

import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.DoubleVector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.value.DataType;
import org.jspecify.annotations.Nullable;

/** The rows of an execution one by one, for those who hand them out. */
public final class ResultRows implements AutoCloseable {
  private final DataType[] types;
  private final BatchCursor cursor;
  private @Nullable Batch batch;
  private int next;
  private int row;

  public ResultRows(Operator operator, ExecutionContext context) {
    this.types = Distinct.types(operator.fields());
    this.cursor = context.owning(() -> Parallel.open(operator, context));
  }

  /** Moves to the next row; false at the end. */
  public boolean next() {
    while (batch == null || next >= batch.count()) {
      batch = cursor.next();
      next = 0;
      if (batch == null) {
        return false;
      }
    }
    row = batch.row(next++);
    return true;
  }

  private Vector column(int column) {
    Batch current = batch;
    if (current == null) {
      throw new IllegalStateException("there is no current row");
    }
    return current.columns()[column];
  }

  public boolean isNull(int column) {
    return column(column).isNull(row);
  }

  /** The number that stands for a value that lies as a long; 0 for null. */
  public long getLong(int column) {
    Vector vector = column(column);
    if (vector.isNull(row)) {
      return 0;
    }
    return vector instanceof ConstantVector constant
        ? ((LongVector) constant.value()).get(0)
        : ((LongVector) vector).get(row);
  }

  /** A value that lies as a double; 0 for null. */
  public double getDouble(int column) {
    Vector vector = column(column);
    if (vector.isNull(row)) {
      return 0;
    }
    return vector instanceof ConstantVector constant
        ? ((DoubleVector) constant.value()).get(0)
        : ((DoubleVector) vector).get(row);
  }

  /** The boxed value, or null. */
  public @Nullable Object getObject(int column) {
    return Vectors.get(types[column], column(column), row);
  }

  public DataType type(int column) {
    return types[column];
  }

  @Override
  public void close() {
    cursor.close();
  }
}
