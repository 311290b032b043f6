package dev.yore.engine.exec;

import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import org.jspecify.annotations.Nullable;

/** The functions that give the value of another row; nulls may be passed over. */
final class WindowValues {
  private static final int NONE = -1;

  private final Vector values;
  private final DataType type;
  private final int size;

  /** Where values are that count, ascending; null when all do. */
  private final int @Nullable [] places;

  /** How many values that count come before each row. */
  private final int[] before;

  WindowValues(Vector values, DataType type, int size, boolean ignoreNulls) {
    this.values = values;
    this.type = type;
    this.size = size;
    boolean all = !ignoreNulls || values.noNulls();
    this.before = new int[all ? 0 : size + 1];
    this.places = all ? null : places(values, before);
  }

  private static int[] places(Vector values, int[] before) {
    int size = before.length - 1;
    int[] places = new int[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      before[i] = count;
      if (!values.isNull(i)) {
        places[count++] = i;
      }
    }
    before[size] = count;
    return java.util.Arrays.copyOf(places, count);
  }

  /**
   * The value so many rows away.
   *
   * @param direction 1 for rows behind, -1 for rows before
   * @param offset how many rows, or null for one
   * @param otherwise what comes where there is no such row, or null for null
   */
  Vector away(
      Partitions partitions,
      int direction,
      @Nullable Vector offset,
      @Nullable DataType offsetType,
      @Nullable Vector otherwise) {
    VectorBuilder results = VectorBuilder.of(type, size);
    for (int i = 0; i < size; i++) {
      long by = 1;
      if (offset != null && offsetType != null) {
        Object given = Vectors.get(offsetType, offset, i);
        if (given == null) {
          results.appendNull();
          continue;
        }
        by = ((Number) given).longValue();
      }
      int place = away(i, direction * by, partitions.first()[i], partitions.end()[i]);
      if (place != NONE) {
        results.append(values, place);
      } else if (otherwise == null) {
        results.appendNull();
      } else {
        results.append(otherwise, i);
      }
    }
    return results.build();
  }

  private int away(int row, long by, int first, int end) {
    if (places == null || by == 0) {
      long place = row + Math.clamp(by, -size - 1L, size + 1L);
      return place >= first && place < end ? (int) place : NONE;
    }
    long index =
        by < 0
            ? before[row] + Math.max(by, -size - 1L)
            : before[row + 1] + Math.min(by, size + 1L) - 1;
    return index >= before[first] && index < before[end] ? places[(int) index] : NONE;
  }

  /** The first or last value of each frame. */
  Vector edge(Frames frames, boolean last) {
    VectorBuilder results = VectorBuilder.of(type, size);
    int[] pieces = new int[2 * Frames.PIECES_MAX];
    for (int i = 0; i < size; i++) {
      int count = frames.pieces(i, pieces);
      append(results, last ? last(pieces, count) : nth(pieces, count, 1));
    }
    return results.build();
  }

  /** The n-th value of each frame. */
  Vector nth(Frames frames, Vector number, DataType numberType) {
    VectorBuilder results = VectorBuilder.of(type, size);
    int[] pieces = new int[2 * Frames.PIECES_MAX];
    for (int i = 0; i < size; i++) {
      Object n = Vectors.get(numberType, number, i);
      if (n != null && ((Number) n).longValue() <= 0) {
        throw YoreException.of(
                ErrorCode.INVALID_NTH_VALUE_ARGUMENT,
                "argument of nth_value must be greater than zero")
            .with("argument", n);
      }
      append(
          results,
          n == null ? NONE : nth(pieces, frames.pieces(i, pieces), ((Number) n).longValue()));
    }
    return results.build();
  }

  private void append(VectorBuilder results, int place) {
    if (place == NONE) {
      results.appendNull();
    } else {
      results.append(values, place);
    }
  }

  private int nth(int[] pieces, int count, long n) {
    long left = n;
    for (int piece = 0; piece < count; piece++) {
      int from = pieces[2 * piece];
      int to = pieces[2 * piece + 1];
      int here = places == null ? to - from : before[to] - before[from];
      if (left <= here) {
        return places == null ? from + (int) left - 1 : places[before[from] + (int) left - 1];
      }
      left -= here;
    }
    return NONE;
  }

  private int last(int[] pieces, int count) {
    for (int piece = count - 1; piece >= 0; piece--) {
      int from = pieces[2 * piece];
      int to = pieces[2 * piece + 1];
      if (places == null) {
        return to - 1;
      }
      if (before[to] > before[from]) {
        return places[before[to] - 1];
      }
    }
    return NONE;
  }
}
