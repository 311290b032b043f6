package dev.yore.engine.spill;

import dev.yore.storage.column.BytesVector;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.column.DoubleVector;
import dev.yore.storage.column.Int128Vector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of columns as bytes, little-endian, one column after the other:
 *
 * <pre>
 * column   = form nulls body
 * form     = u8        which vector it is
 * nulls    = u8 bits?  1 when a bit a row follows that says whether it is null
 * body     = LONG      u8 width, i64 least, then each value less the least in so many bytes
 *            DOUBLE    f64 a row
 *            INT128    i64 high, i64 low a row
 *            BYTES     u32 length of all, u32 length a row, the bytes
 *            CODED     u32 rows of the dictionary, its body as BYTES, u32 a row
 *            CONSTANT  a column of one row
 * </pre>
 */
final class ColumnBlock {
  private static final byte LONG = 0;
  private static final byte DOUBLE = 1;
  private static final byte INT128 = 2;
  private static final byte BYTES = 3;
  private static final byte CODED = 4;
  private static final byte CONSTANT = 5;

  private ByteBuffer out;

  private ColumnBlock(int capacity) {
    out = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The bytes of the first {@code rows} rows of columns, ready to be read. */
  static ByteBuffer encode(Vector[] columns, int rows) {
    ColumnBlock block = new ColumnBlock(1 << 12);
    for (Vector column : columns) {
      block.put(column, rows);
    }
    return block.out.flip();
  }

  private void room(long bytes) {
    if (out.remaining() < bytes) {
      long wanted = Math.max(2L * out.capacity(), out.position() + bytes);
      ByteBuffer larger =
          ByteBuffer.allocate(Math.toIntExact(wanted)).order(ByteOrder.LITTLE_ENDIAN);
      out = larger.put(out.flip());
    }
  }

  private void put(Vector column, int rows) {
    room(16);
    switch (column) {
      case LongVector longs -> {
        head(LONG, column, rows);
        putLongs(longs.values(), rows);
      }
      case DoubleVector doubles -> {
        head(DOUBLE, column, rows);
        room(8L * rows);
        for (int i = 0; i < rows; i++) {
          out.putDouble(doubles.get(i));
        }
      }
      case Int128Vector wide -> {
        head(INT128, column, rows);
        room(16L * rows);
        for (int i = 0; i < rows; i++) {
          out.putLong(wide.high()[i]).putLong(wide.low()[i]);
        }
      }
      case BytesVector bytes -> {
        head(BYTES, column, rows);
        putBytes(bytes, rows);
      }
      case DictionaryVector coded -> putCoded(coded, rows);
      case ConstantVector constant -> {
        out.put(CONSTANT).put((byte) 0);
        put(constant.value(), 1);
      }
    }
  }

  private void head(byte form, Vector column, int rows) {
    boolean[] nulls = column.nulls();
    out.put(form).put((byte) (nulls == null ? 0 : 1));
    if (nulls == null) {
      return;
    }
    room((rows + 7) / 8);
    for (int from = 0; from < rows; from += 8) {
      int bits = 0;
      for (int i = from; i < Math.min(rows, from + 8); i++) {
        bits |= nulls[i] ? 1 << (i - from) : 0;
      }
      out.put((byte) bits);
    }
  }

  private void putLongs(long[] values, int rows) {
    long least = rows == 0 ? 0 : values[0];
    long most = least;
    for (int i = 1; i < rows; i++) {
      least = Math.min(least, values[i]);
      most = Math.max(most, values[i]);
    }
    long spread = most - least;
    int width =
        spread < 0 ? 8 : spread < 1 << 8 ? 1 : spread < 1 << 16 ? 2 : spread >>> 32 == 0 ? 4 : 8;
    room(9L + (long) width * rows);
    out.put((byte) width).putLong(least);
    for (int i = 0; i < rows; i++) {
      long value = values[i] - least;
      switch (width) {
        case 1 -> out.put((byte) value);
        case 2 -> out.putShort((short) value);
        case 4 -> out.putInt((int) value);
        default -> out.putLong(value);
      }
    }
  }

  private void putBytes(BytesVector bytes, int rows) {
    int from = bytes.start(0);
    int length = rows == 0 ? 0 : bytes.end(rows - 1) - from;
    room(4L + 4L * rows + length);
    out.putInt(length);
    for (int i = 0; i < rows; i++) {
      out.putInt(bytes.length(i));
    }
    out.put(bytes.data(), from, length);
  }

  private void putCoded(DictionaryVector coded, int rows) {
    BytesVector dictionary = coded.dictionary();
    if (dictionary.size() > rows || dictionary.size() == 0) {
      put(coded.slice(0, rows).flatten(), rows);
      return;
    }
    head(CODED, coded, rows);
    room(4);
    out.putInt(dictionary.size());
    putBytes(dictionary, dictionary.size());
    room(4L * rows);
    for (int i = 0; i < rows; i++) {
      out.putInt(coded.codes()[i]);
    }
  }

  /** The columns in bytes that {@link #encode} made. */
  static Vector[] decode(ByteBuffer in, int columns, int rows) {
    in.order(ByteOrder.LITTLE_ENDIAN);
    Vector[] vectors = new Vector[columns];
    for (int c = 0; c < columns; c++) {
      vectors[c] = column(in, rows);
    }
    return vectors;
  }

  private static Vector column(ByteBuffer in, int rows) {
    byte form = in.get();
    boolean[] nulls = nulls(in, rows);
    return switch (form) {
      case LONG -> new LongVector(longs(in, rows), rows, nulls);
      case DOUBLE -> {
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) {
          values[i] = in.getDouble();
        }
        yield new DoubleVector(values, rows, nulls);
      }
      case INT128 -> {
        long[] high = new long[rows];
        long[] low = new long[rows];
        for (int i = 0; i < rows; i++) {
          high[i] = in.getLong();
          low[i] = in.getLong();
        }
        yield new Int128Vector(high, low, rows, nulls);
      }
      case BYTES -> bytes(in, rows, nulls);
      case CODED -> {
        BytesVector dictionary = bytes(in, in.getInt(), null);
        int[] codes = new int[rows];
        for (int i = 0; i < rows; i++) {
          codes[i] = in.getInt();
        }
        yield new DictionaryVector(codes, rows, dictionary, nulls);
      }
      case CONSTANT -> new ConstantVector(column(in, 1), rows);
      default -> throw new IllegalArgumentException("there is no form " + form);
    };
  }

  private static boolean @Nullable [] nulls(ByteBuffer in, int rows) {
    if (in.get() == 0) {
      return null;
    }
    boolean[] nulls = new boolean[rows];
    for (int from = 0; from < rows; from += 8) {
      int bits = in.get();
      for (int i = from; i < Math.min(rows, from + 8); i++) {
        nulls[i] = (bits >>> (i - from) & 1) != 0;
      }
    }
    return nulls;
  }

  private static long[] longs(ByteBuffer in, int rows) {
    int width = in.get();
    long least = in.getLong();
    long[] values = new long[rows];
    for (int i = 0; i < rows; i++) {
      values[i] =
          least
              + switch (width) {
                case 1 -> in.get() & 0xFFL;
                case 2 -> in.getShort() & 0xFFFFL;
                case 4 -> in.getInt() & 0xFFFFFFFFL;
                default -> in.getLong();
              };
    }
    return values;
  }

  private static BytesVector bytes(ByteBuffer in, int rows, boolean @Nullable [] nulls) {
    byte[] data = new byte[in.getInt()];
    int[] offsets = new int[rows + 1];
    for (int i = 0; i < rows; i++) {
      offsets[i + 1] = offsets[i] + in.getInt();
    }
    in.get(data);
    return new BytesVector(data, offsets, rows, nulls);
  }
}
