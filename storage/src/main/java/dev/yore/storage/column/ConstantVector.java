package dev.yore.storage.column;

import dev.yore.storage.value.Layout;

/** One value, possibly null, that stands in every row. */
public final class ConstantVector extends Vector {
  private final Vector value;

  /**
   * @param value a flat vector of exactly one row
   */
  public ConstantVector(Vector value, int size) {
    super(size, null);
    if (value.size() != 1 || value instanceof ConstantVector || value instanceof DictionaryVector) {
      throw new IllegalArgumentException("a constant is made of a flat vector of one row");
    }
    this.value = value;
  }

  /** The flat vector whose only row is the constant. */
  public Vector value() {
    return value;
  }

  /** The same rows, each with a value of its own. */
  public Vector flatten() {
    return value.gather(new int[size()], size());
  }

  @Override
  public boolean isNull(int row) {
    return value.isNull(0);
  }

  @Override
  public boolean noNulls() {
    return value.noNulls();
  }

  @Override
  public Layout layout() {
    return value.layout();
  }

  @Override
  public long bytes() {
    return value.bytes();
  }

  @Override
  public ConstantVector gather(int[] rows, int count) {
    return new ConstantVector(value, count);
  }

  @Override
  public ConstantVector slice(int from, int to) {
    return new ConstantVector(value, to - from);
  }
}
