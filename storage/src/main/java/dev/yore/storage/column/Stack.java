package dev.yore.storage.column;

import dev.yore.storage.value.Layout;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts rows of several vectors one below the other, column by column instead of row by row. */
public final class Stack {
  /** Dictionaries are merged when together they have at most one entry for so many rows. */
  private static final int ROWS_PER_ENTRY = 2;

  private static final BytesVector NOTHING = new BytesVector(new byte[0], new int[2], 1, null);

  private Stack() {}

  /**
   * Rows of a vector.
   *
   * @param rows the positions meant, or null when the first {@code count} are
   */
  public record Part(Vector vector, int @Nullable [] rows, int count) {

    int row(int i) {
      return rows == null ? i : rows[i];
    }
  }

  /** One vector with the rows of all parts, which have this layout. */
  public static Vector of(Layout layout, List<Part> parts) {
    if (parts.size() == 1) {
      return alone(parts.getFirst());
    }
    long total = 0;
    for (Part part : parts) {
      total += part.count();
    }
    int size = Math.toIntExact(total);
    boolean[] nulls = nulls(parts, size);
    return switch (layout) {
      case LONG -> longs(parts, size, nulls);
      case DOUBLE -> doubles(parts, size, nulls);
      case INT128 -> wide(parts, size, nulls);
      case BYTES -> {
        Vector coded = coded(parts, size, nulls);
        yield coded != null ? coded : bytes(parts, size, nulls);
      }
    };
  }

  private static Vector alone(Part part) {
    if (part.rows != null) {
      return flat(part.vector.gather(part.rows, part.count));
    }
    return flat(part.vector.size() == part.count ? part.vector : part.vector.slice(0, part.count));
  }

  private static Vector flat(Vector vector) {
    return vector instanceof ConstantVector constant ? constant.flatten() : vector;
  }

  private static boolean @Nullable [] nulls(List<Part> parts, int size) {
    boolean[] nulls = null;
    int at = 0;
    for (Part part : parts) {
      if (part.vector instanceof ConstantVector constant) {
        if (constant.isNull(0) && part.count > 0) {
          nulls = nulls == null ? new boolean[size] : nulls;
          Arrays.fill(nulls, at, at + part.count, true);
        }
      } else if (part.vector.nulls() != null) {
        boolean[] from = part.vector.nulls();
        for (int i = 0; i < part.count; i++) {
          if (from[part.row(i)]) {
            nulls = nulls == null ? new boolean[size] : nulls;
            nulls[at + i] = true;
          }
        }
      }
      at += part.count;
    }
    return nulls;
  }

  private static Vector longs(List<Part> parts, int size, boolean @Nullable [] nulls) {
    long[] values = new long[size];
    int at = 0;
    for (Part part : parts) {
      if (part.vector instanceof ConstantVector constant) {
        Arrays.fill(values, at, at + part.count, ((LongVector) constant.value()).get(0));
      } else {
        copy(((LongVector) part.vector).values(), part, values, at);
      }
      at += part.count;
    }
    return new LongVector(values, size, nulls);
  }

  private static void copy(long[] from, Part part, long[] to, int at) {
    int[] rows = part.rows;
    if (rows == null) {
      System.arraycopy(from, 0, to, at, part.count);
      return;
    }
    for (int i = 0; i < part.count; i++) {
      to[at + i] = from[rows[i]];
    }
  }

  private static Vector doubles(List<Part> parts, int size, boolean @Nullable [] nulls) {
    double[] values = new double[size];
    int at = 0;
    for (Part part : parts) {
      if (part.vector instanceof ConstantVector constant) {
        Arrays.fill(values, at, at + part.count, ((DoubleVector) constant.value()).get(0));
      } else {
        double[] from = ((DoubleVector) part.vector).values();
        for (int i = 0; i < part.count; i++) {
          values[at + i] = from[part.row(i)];
        }
      }
      at += part.count;
    }
    return new DoubleVector(values, size, nulls);
  }

  private static Vector wide(List<Part> parts, int size, boolean @Nullable [] nulls) {
    if (parts.stream().allMatch(part -> part.vector instanceof Int128Vector v && v.isNarrow())) {
      long[] values = new long[size];
      int to = 0;
      for (Part part : parts) {
        copy(((Int128Vector) part.vector).low(), part, values, to);
        to += part.count;
      }
      return Int128Vector.narrow(values, size, nulls);
    }
    long[] high = new long[size];
    long[] low = new long[size];
    int at = 0;
    for (Part part : parts) {
      if (part.vector instanceof ConstantVector constant) {
        Int128Vector one = (Int128Vector) constant.value();
        Arrays.fill(high, at, at + part.count, one.high()[0]);
        Arrays.fill(low, at, at + part.count, one.low()[0]);
      } else {
        Int128Vector from = (Int128Vector) part.vector;
        copy(from.high(), part, high, at);
        copy(from.low(), part, low, at);
      }
      at += part.count;
    }
    return new Int128Vector(high, low, size, nulls);
  }

  private static Vector bytes(List<Part> parts, int size, boolean @Nullable [] nulls) {
    int[] offsets = new int[size + 1];
    int at = 0;
    int end = 0;
    for (Part part : parts) {
      BytesVector from = bytesOf(part.vector);
      for (int i = 0; i < part.count; i++) {
        end = Math.addExact(end, from.length(place(part, i)));
        offsets[++at] = end;
      }
    }
    byte[] data = new byte[end];
    at = 0;
    for (Part part : parts) {
      BytesVector from = bytesOf(part.vector);
      if (part.rows == null && part.vector == from) {
        System.arraycopy(
            from.data(),
            from.offsets()[0],
            data,
            offsets[at],
            offsets[at + part.count] - offsets[at]);
      } else {
        for (int i = 0; i < part.count; i++) {
          int place = place(part, i);
          System.arraycopy(
              from.data(), from.start(place), data, offsets[at + i], from.length(place));
        }
      }
      at += part.count;
    }
    return new BytesVector(data, offsets, size, nulls);
  }

  /** Where the bytes of a vector lie. */
  private static BytesVector bytesOf(Vector vector) {
    return switch (vector) {
      case DictionaryVector coded -> coded.dictionary().size() == 0 ? NOTHING : coded.dictionary();
      case ConstantVector constant -> (BytesVector) constant.value();
      default -> (BytesVector) vector;
    };
  }

  /** Where in {@link #bytesOf} the {@code i}th row of a part lies. */
  private static int place(Part part, int i) {
    return switch (part.vector) {
      case DictionaryVector coded -> coded.isNull(part.row(i)) ? 0 : coded.codes()[part.row(i)];
      case ConstantVector constant -> 0;
      default -> part.row(i);
    };
  }

  /** Codes of one dictionary; null when the parts are not coded or have too many entries. */
  private static @Nullable Vector coded(List<Part> parts, int size, boolean @Nullable [] nulls) {
    if (parts.isEmpty()) {
      return null;
    }
    Dictionaries dictionaries = new Dictionaries();
    long entries = 0;
    for (Part part : parts) {
      if (!(part.vector instanceof DictionaryVector vector) || vector.dictionary().size() == 0) {
        return null;
      }
      if (dictionaries.add(vector.dictionary())) {
        entries += vector.dictionary().size();
        if (entries * ROWS_PER_ENTRY > size) {
          return null;
        }
      }
    }
    dictionaries.merge();
    int[] codes = new int[size];
    int at = 0;
    for (Part part : parts) {
      DictionaryVector vector = (DictionaryVector) part.vector;
      int[] renamed = dictionaries.codes(vector.dictionary());
      int[] from = vector.codes();
      for (int i = 0; i < part.count; i++) {
        int code = from[part.row(i)];
        codes[at + i] = code >= 0 && code < renamed.length ? renamed[code] : 0;
      }
      at += part.count;
    }
    return new DictionaryVector(codes, size, dictionaries.merged(), nulls);
  }
}
