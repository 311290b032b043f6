package dev.yore.engine.exec;

import dev.yore.storage.column.DoubleVector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;

/** The functions that number the rows of a partition. */
final class WindowRanks {
  private WindowRanks() {}

  static Vector rowNumber(Partitions partitions) {
    long[] numbers = new long[partitions.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i - partitions.first()[i] + 1L;
    }
    return new LongVector(numbers);
  }

  static Vector rank(Partitions partitions) {
    long[] ranks = new long[partitions.size()];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = partitions.firstPeer()[i] - partitions.first()[i] + 1L;
    }
    return new LongVector(ranks);
  }

  static Vector denseRank(Partitions partitions) {
    long[] ranks = new long[partitions.size()];
    long rank = 0;
    for (int i = 0; i < ranks.length; i++) {
      rank = partitions.first()[i] == i ? 0 : rank;
      rank += partitions.firstPeer()[i] == i ? 1 : 0;
      ranks[i] = rank;
    }
    return new LongVector(ranks);
  }

  static Vector percentRank(Partitions partitions) {
    double[] ranks = new double[partitions.size()];
    for (int i = 0; i < ranks.length; i++) {
      int others = partitions.end()[i] - partitions.first()[i] - 1;
      int before = partitions.firstPeer()[i] - partitions.first()[i];
      ranks[i] = others == 0 ? 0 : (double) before / others;
    }
    return new DoubleVector(ranks);
  }

  static Vector cumulativeDistribution(Partitions partitions) {
    double[] shares = new double[partitions.size()];
    for (int i = 0; i < shares.length; i++) {
      int rows = partitions.end()[i] - partitions.first()[i];
      shares[i] = (double) (partitions.endPeer()[i] - partitions.first()[i]) / rows;
    }
    return new DoubleVector(shares);
  }

  /** The number of tiles is what the argument says at the first row of a partition. */
  static Vector tiles(Partitions partitions, Vector argument, DataType type) {
    int size = partitions.size();
    long[] tiles = new long[size];
    boolean[] nulls = new boolean[size];
    boolean anyNull = false;
    long count = 0;
    for (int i = 0; i < size; i++) {
      int first = partitions.first()[i];
      if (first == i) {
        Object value = Vectors.get(type, argument, i);
        count = value == null ? 0 : positive(((Number) value).longValue());
      }
      nulls[i] = count == 0;
      anyNull |= nulls[i];
      tiles[i] = count == 0 ? 0 : tile(i - first, partitions.end()[i] - first, count);
    }
    return new LongVector(tiles, size, anyNull ? nulls : null);
  }

  private static long positive(long count) {
    if (count <= 0) {
      throw YoreException.of(
              ErrorCode.INVALID_NTILE_ARGUMENT, "argument of ntile must be greater than zero")
          .with("argument", count);
    }
    return count;
  }

  /** The first tiles get one row more where rows are left over. */
  private static long tile(long row, long rows, long count) {
    long least = rows / count;
    long larger = rows % count;
    long inLarger = larger * (least + 1);
    return row < inLarger ? row / (least + 1) + 1 : larger + (row - inLarger) / least + 1;
  }
}
