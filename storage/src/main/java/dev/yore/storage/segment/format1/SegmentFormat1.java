package dev.yore.storage.segment.format1;

import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.DoubleVector;
import dev.yore.storage.column.Int128Vector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Longs;
import dev.yore.storage.column.Vector;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Format 1 of a segment.
 *
 * <pre>
 * segment    = header:u8 rows:unsigned [columns]       columns when there are rows
 * header     = bits 0-2 index order: 1 EAVT, 2 AEVT, 3 AVET, 4 VAET
 *              bit 3    history: there is a column of ends
 *              bit 4    events of which some are retractions
 *              bits 5-7 the format, 1
 * columns    = attributes
 *              E:integers(rows) T:integers(rows)
 *              [ends:integers(rows)] [retracted:integers(rows), each 0 or 1]
 *              [A:integers(rows)]                      positions in the attributes when there are two
 *              values{attributes}
 * attributes = n:unsigned (more:unsigned type){n}      each this much more than the one before it
 * values     = integers | doubles | wide | bytes       by the type's layout; of the rows of the
 *                                                      attribute, in row order
 *
 * u8         = one byte          fixed32, fixed64 = little-endian
 * unsigned   = seven bits a byte, lowest first; all bytes but the last with the top bit set
 * signed     = unsigned of 0, -1, 1, -2 … counted as 0, 1, 2, 3 …
 * packed(n, width) = n numbers of width bits, lowest bit first, filled up to a whole byte
 * </pre>
 *
 * Types are at {@link TypeCodec}, columns at {@link IntegerEncoding}, {@link DoubleColumn}, {@link
 * WideColumn} and {@link BytesColumn}; docs/format.md has examples.
 */
public final class SegmentFormat1 {
  public static final int VERSION = 1;

  /** The most datoms of a segment or log run: 4 Mi, so that a damaged count cannot ask for more. */
  public static final int ROWS_MAX = 1 << 22;

  /** The text of every error about damaged segments. */
  public static final String DAMAGED =
      "A stored segment is damaged; restore it from a backup, other segments stay readable";

  private static final int ORDER_MASK = 0x07;
  private static final int HISTORY = 0x08;
  private static final int RETRACTIONS = 0x10;
  private static final int VERSION_SHIFT = 5;

  private SegmentFormat1() {}

  /** The format that the first byte of a segment names. */
  public static int version(byte header) {
    return (header & 0xFF) >>> VERSION_SHIFT;
  }

  public static byte[] encode(Run source) {
    if (source.size() > ROWS_MAX) {
      throw YoreException.of(ErrorCode.LIMIT_EXCEEDED, "A run has too many datoms for one segment")
          .with("datoms", source.size())
          .with("allowed", ROWS_MAX);
    }
    Run run = source.inRowOrder();
    ByteWriter out = new ByteWriter(64 + 4 * run.size());
    boolean[] retracted = anyOf(run.retracted(), run.size());
    Longs ended = run.ended();
    out.u8(
        VERSION << VERSION_SHIFT
            | (retracted == null ? 0 : RETRACTIONS)
            | (ended == null ? 0 : HISTORY)
            | run.order().code());
    out.unsigned(run.size());
    if (!run.isEmpty()) {
      writeAttributes(run, out);
      IntegerEncoder.choose(run.entities()).write(out);
      IntegerEncoder.choose(run.added()).write(out);
      if (ended != null) {
        IntegerEncoder.choose(ended).write(out);
      }
      if (retracted != null) {
        writeFlags(retracted, run.size(), out);
      }
      int[] indexes = run.attributeIndexes();
      if (indexes != null) {
        IntegerEncoder.choose(indexes, run.size()).write(out);
      }
      for (Vector vector : run.values()) {
        writeValues(vector, out);
      }
    }
    return out.toByteArray();
  }

  private static boolean @Nullable [] anyOf(boolean @Nullable [] flags, int count) {
    if (flags != null) {
      for (int i = 0; i < count; i++) {
        if (flags[i]) {
          return flags;
        }
      }
    }
    return null;
  }

  private static void writeFlags(boolean[] flags, int count, ByteWriter out) {
    long[] numbers = new long[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = flags[i] ? 1 : 0;
    }
    IntegerEncoder.choose(numbers, count).write(out);
  }

  private static void writeAttributes(Run run, ByteWriter out) {
    int[] attributes = run.attributes();
    out.unsigned(attributes.length);
    int previous = 0;
    for (int i = 0; i < attributes.length; i++) {
      out.unsigned(attributes[i] - previous);
      TypeCodec.write(run.types()[i], out);
      previous = attributes[i];
    }
  }

  private static void writeValues(Vector vector, ByteWriter out) {
    if (!vector.noNulls()) {
      throw YoreException.bug("The values of a run are never null");
    }
    switch (vector) {
      case LongVector longs -> IntegerEncoder.choose(longs.values(), longs.size()).write(out);
      case DoubleVector doubles -> DoubleColumn.write(doubles, out);
      case Int128Vector wide -> WideColumn.write(wide, out);
      case ConstantVector constant -> writeValues(constant.flatten(), out);
      default -> BytesColumn.write(vector, out);
    }
  }

  /** The run of the bytes from {@code from} up to but not including {@code to}. */
  public static Run decode(String key, byte[] body, int from, int to) {
    ByteReader in = new ByteReader(key, body, from, to);
    int header = in.u8();
    in.check(header >>> VERSION_SHIFT == VERSION, "the format is 1");
    IndexOrder order = order(in, header & ORDER_MASK);
    int rows = in.count(ROWS_MAX, "a segment has at most " + ROWS_MAX + " rows");
    Run run = rows == 0 ? empty(order, header) : columns(in, order, header, rows);
    in.check(in.remaining() == 0, "a segment ends with its last column");
    return run;
  }

  private static IndexOrder order(ByteReader in, int code) {
    for (IndexOrder order : IndexOrder.values()) {
      if (order.code() == code) {
        return order;
      }
    }
    throw in.corrupted("an index order is known");
  }

  private static Run empty(IndexOrder order, int header) {
    Longs none = new Longs.Constant(0, 0);
    return new Run(
        order,
        none,
        new int[0],
        new DataType[0],
        new Vector[0],
        null,
        null,
        none,
        (header & HISTORY) == 0 ? null : none,
        null);
  }

  private static Run columns(ByteReader in, IndexOrder order, int header, int rows) {
    int distinct = in.count(rows, "there are no more attributes than rows");
    in.check(distinct > 0 && 2L * distinct <= in.remaining(), "attributes are all there");
    int[] attributes = new int[distinct];
    DataType[] types = new DataType[distinct];
    readAttributes(in, attributes, types);
    Longs entities = IntegerDecoder.column(in, rows);
    Longs added = IntegerDecoder.column(in, rows);
    Longs ended = (header & HISTORY) == 0 ? null : IntegerDecoder.column(in, rows);
    boolean[] retracted = (header & RETRACTIONS) == 0 ? null : readFlags(in, rows);
    int[] counts = new int[distinct];
    int[] indexes = null;
    int[] slots = null;
    if (distinct > 1) {
      indexes =
          IntegerDecoder.ints(in, rows, distinct - 1, "attributes are within their dictionary");
      slots = new int[rows];
      for (int row = 0; row < rows; row++) {
        slots[row] = counts[indexes[row]]++;
      }
    } else {
      counts[0] = rows;
    }
    Vector[] values = new Vector[distinct];
    for (int i = 0; i < distinct; i++) {
      in.check(counts[i] > 0, "every attribute has rows");
      values[i] = readValues(in, types[i], counts[i]);
    }
    return new Run(
        order, entities, attributes, types, values, indexes, slots, added, ended, retracted);
  }

  private static void readAttributes(ByteReader in, int[] attributes, DataType[] types) {
    int previous = 0;
    for (int i = 0; i < attributes.length; i++) {
      int more = in.count(Integer.MAX_VALUE - previous, "an attribute is a small number");
      in.check(i == 0 || more > 0, "attributes ascend");
      previous += more;
      attributes[i] = previous;
      types[i] = TypeCodec.read(in);
    }
  }

  private static boolean[] readFlags(ByteReader in, int rows) {
    int[] numbers = IntegerDecoder.ints(in, rows, 1, "a flag is 0 or 1");
    boolean[] flags = new boolean[rows];
    for (int i = 0; i < rows; i++) {
      flags[i] = numbers[i] == 1;
    }
    return flags;
  }

  private static Vector readValues(ByteReader in, DataType type, int count) {
    return switch (type.layout()) {
      case LONG -> new LongVector(IntegerDecoder.longs(in, count));
      case DOUBLE -> DoubleColumn.read(in, count);
      case INT128 -> WideColumn.read(in, count);
      case BYTES -> BytesColumn.read(in, count);
    };
  }
}
