package dev.yore.storage.segment.format1;

import dev.yore.storage.column.Longs;
import java.util.Arrays;

/** Reads what {@link IntegerEncoding} describes, into the form that is wanted. */
final class IntegerDecoder {
  private IntegerDecoder() {}

  /** A column as tight as its encoding allows. */
  static Longs column(ByteReader in, int count) {
    int tag = in.u8();
    if (tag >= IntegerEncoding.SMALL_CONSTANT) {
      return new Longs.Constant(tag - IntegerEncoding.SMALL_CONSTANT, count);
    }
    return switch (tag) {
      case IntegerEncoding.CONSTANT -> new Longs.Constant(in.signed(), count);
      case IntegerEncoding.DENSE -> new Longs.Dense(denseStart(in, count), count);
      case IntegerEncoding.PACKED -> packedColumn(in, count);
      default -> {
        long[] values = new long[checked(in, tag, count)];
        fill(in, tag, values, true);
        yield Longs.of(values, count);
      }
    };
  }

  /** A column as an array. */
  static long[] longs(ByteReader in, int count) {
    return longs(in, count, true);
  }

  private static long[] longs(ByteReader in, int count, boolean nest) {
    int tag = in.u8();
    long[] values = new long[checked(in, tag, count)];
    fill(in, tag, values, nest);
    return values;
  }

  /** A column of numbers from 0 to a limit as an array. */
  static int[] ints(ByteReader in, int count, int limit, String check) {
    Longs column = column(in, count);
    int[] values = new int[count];
    if (count == 0) {
      return values;
    }
    switch (column) {
      case Longs.Constant constant -> {
        in.check(within(constant.value(), limit), check);
        Arrays.fill(values, (int) constant.value());
      }
      case Longs.Dense dense -> {
        in.check(within(dense.base(), limit) && dense.base() + count - 1 <= limit, check);
        Arrays.setAll(values, i -> (int) dense.base() + i);
      }
      case Longs.Repeated repeated -> {
        in.check(repeated.base() >= 0 && repeated.get(count - 1) <= limit, check);
        Arrays.setAll(values, i -> (int) repeated.get(i));
      }
      case Longs.Offsets offsets -> {
        return shifted(in, offsets, limit, check);
      }
      case Longs.Plain plain -> {
        for (int i = 0; i < count; i++) {
          in.check(within(plain.values()[i], limit), check);
          values[i] = (int) plain.values()[i];
        }
      }
    }
    return values;
  }

  private static int[] shifted(ByteReader in, Longs.Offsets column, int limit, String check) {
    int[] values = column.offsets();
    long base = column.base();
    in.check(base >= -0xFFFF_FFFFL && base <= limit, check);
    long lowest = 0;
    long highest = 0;
    for (int i = 0; i < values.length; i++) {
      long value = base + Integer.toUnsignedLong(values[i]);
      lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
      values[i] = (int) value;
    }
    in.check(lowest >= 0 && highest <= limit, check);
    return values;
  }

  private static boolean within(long value, int limit) {
    return value >= 0 && value <= limit;
  }

  /** Checks that enough bytes are left for a column that takes room for every row. */
  private static int checked(ByteReader in, int tag, int count) {
    if (tag == IntegerEncoding.PLAIN) {
      in.check(8L * count <= in.remaining(), "the bytes reach far enough");
    }
    return count;
  }

  private static Longs packedColumn(ByteReader in, int count) {
    long min = in.signed();
    int width = width(in, 1);
    int start = in.take(BitPacking.bytes(count, width));
    if (width <= Integer.SIZE) {
      int[] offsets = new int[count];
      BitPacking.unpack(in.data(), start, count, width, offsets);
      return new Longs.Offsets(min, offsets, count);
    }
    long[] values = new long[count];
    BitPacking.unpack(in.data(), start, count, width, min, values);
    return new Longs.Plain(values, count);
  }

  private static int width(ByteReader in, int least) {
    int width = in.u8();
    in.check(width >= least && width <= BitPacking.WIDTH_MAX, "a packed width is possible");
    return width;
  }

  private static long denseStart(ByteReader in, int count) {
    long first = in.signed();
    in.check(first <= Long.MAX_VALUE - count, "a dense run does not overflow");
    return first;
  }

  private static void fill(ByteReader in, int tag, long[] values, boolean nest) {
    if (tag >= IntegerEncoding.SMALL_CONSTANT) {
      Arrays.fill(values, tag - IntegerEncoding.SMALL_CONSTANT);
      return;
    }
    switch (tag) {
      case IntegerEncoding.CONSTANT -> Arrays.fill(values, in.signed());
      case IntegerEncoding.DENSE ->
          rise(values, 0, values.length, denseStart(in, values.length), 1);
      case IntegerEncoding.PACKED -> {
        long min = in.signed();
        int width = width(in, 1);
        int start = in.take(BitPacking.bytes(values.length, width));
        BitPacking.unpack(in.data(), start, values.length, width, min, values);
      }
      case IntegerEncoding.DELTA -> delta(in, values);
      case IntegerEncoding.PIECES -> {
        in.check(nest, "pieces are made of simple columns");
        pieces(in, values);
      }
      case IntegerEncoding.DICTIONARY -> {
        in.check(nest, "a dictionary is a simple column");
        dictionary(in, values);
      }
      case IntegerEncoding.PLAIN -> plain(in, values);
      default -> throw in.corrupted("an integer column has a known encoding");
    }
  }

  private static void delta(ByteReader in, long[] values) {
    in.check(values.length > 0, "a delta column has rows");
    long value = in.signed();
    long min = in.signed();
    int width = width(in, 0);
    int rest = values.length - 1;
    int start = in.take(BitPacking.bytes(rest, width));
    BitPacking.unpack(in.data(), start, rest, width, min, values);
    for (int i = 0; i < values.length; i++) {
      long delta = values[i];
      values[i] = value;
      value += delta;
    }
  }

  private static void rise(long[] values, int from, int to, long first, int step) {
    long value = first;
    for (int i = from; i < to; i++) {
      values[i] = value;
      value += step;
    }
  }

  private static void pieces(ByteReader in, long[] values) {
    int step = in.u8();
    in.check(step <= 1, "pieces rise by 0 or 1");
    int pieces = in.count(values.length, "there are no more pieces than rows");
    long[] starts = longs(in, pieces, false);
    long[] lengths = longs(in, pieces, false);
    int from = 0;
    for (int i = 0; i < pieces; i++) {
      in.check(lengths[i] >= 0 && lengths[i] <= values.length - from, "pieces end with the rows");
      int to = from + (int) lengths[i];
      rise(values, from, to, starts[i], step);
      from = to;
    }
    in.check(from == values.length, "pieces have as many rows as the column");
  }

  private static void dictionary(ByteReader in, long[] values) {
    int distinct = in.count(values.length, "a dictionary has no more entries than rows");
    in.check(distinct > 0, "a dictionary has entries");
    long[] entries = longs(in, distinct, false);
    int width = BitPacking.width(distinct - 1);
    int start = in.take(BitPacking.bytes(values.length, width));
    int[] codes = new int[values.length];
    BitPacking.unpack(in.data(), start, codes.length, width, codes);
    int highest = 0;
    for (int code : codes) {
      highest = Math.max(highest, code);
    }
    in.check(highest < distinct, "codes are within their dictionary");
    for (int i = 0; i < values.length; i++) {
      values[i] = entries[codes[i]];
    }
  }

  private static void plain(ByteReader in, long[] values) {
    int start = in.take(8L * values.length);
    byte[] data = in.data();
    for (int i = 0; i < values.length; i++) {
      values[i] = (long) BitPacking.LONG_AT.get(data, start + 8 * i);
    }
  }
}
