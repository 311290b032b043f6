package dev.yore.engine.codec;

import dev.yore.storage.column.BytesVector;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.column.DoubleVector;
import dev.yore.storage.column.Int128Vector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Longs;
import dev.yore.storage.column.Vector;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import dev.yore.storage.segment.SegmentCodec;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of one attribute in a log entry: few of them row by row, many as a segment.
 *
 * <pre>
 * segment-form = 0 block                    the block is a segment
 * rows-form    = rows attribute type retractions row*     rows = varint, at least 1
 * attribute    = varint
 * retractions  = 0 | 1                      1 when each row has an op
 * type         = code precision scale parts type*      varints; parts of a tuple
 * row          = entity op? value           entity = varint, zigzag difference to the row before
 * op           = 0 | 1                      1 for a retraction
 * value        = varint zigzag | 8 bytes | 16 bytes | block     as the type lies in memory
 * block        = varint bytes
 * </pre>
 */
public final class RunForm {
  /** From here on columns of a segment are smaller than rows. */
  private static final int ROWS_MAX = 64;

  private RunForm() {}

  /** Writes a run of one attribute; the t of its datoms is not written. */
  public static void encode(Run run, ByteSink out) {
    if (run.size() > ROWS_MAX || run.isEmpty()) {
      byte[] segment = SegmentCodec.encode(run);
      out.varint(0);
      out.block(segment, 0, segment.length);
      return;
    }
    out.varint(run.size());
    out.varint(run.attributes()[0]);
    type(run.types()[0], out);
    boolean retractions = run.retracted() != null;
    out.u8(retractions ? 1 : 0);
    long entity = 0;
    for (int row = 0; row < run.size(); row++) {
      out.zigzag(run.entity(row) - entity);
      if (retractions) {
        out.u8(run.isRetraction(row) ? 1 : 0);
      }
      value(run.values()[0], row, out);
      entity = run.entity(row);
    }
  }

  private static void type(DataType type, ByteSink out) {
    out.varint(type.valueType().code());
    out.varint(type.precision());
    out.varint(type.scale());
    out.varint(type.parts().size());
    type.parts().forEach(part -> type(part, out));
  }

  private static void value(Vector values, int row, ByteSink out) {
    switch (values) {
      case LongVector longs -> out.zigzag(longs.get(row));
      case DoubleVector doubles -> out.u64(Double.doubleToRawLongBits(doubles.get(row)));
      case Int128Vector wide -> {
        out.u64(wide.high()[row]);
        out.u64(wide.low()[row]);
      }
      case BytesVector bytes -> out.block(bytes.data(), bytes.start(row), bytes.end(row));
      case DictionaryVector coded -> value(coded.dictionary(), coded.codes()[row], out);
      case ConstantVector constant -> value(constant.value(), 0, out);
    }
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @param key where the bytes are from, for errors
   * @param t the transaction of the datoms
   */
  public static Run decode(String key, ByteSource in, long t) {
    int rows = in.count();
    if (rows == 0) {
      return SegmentCodec.decode(key, in.block());
    }
    int attribute = Math.toIntExact(in.varint());
    DataType type = type(in);
    long[] entities = new long[rows];
    boolean[] retracted = in.u8() == 0 ? null : new boolean[rows];
    Column column = Column.of(type, rows);
    long entity = 0;
    for (int row = 0; row < rows; row++) {
      entity += in.zigzag();
      entities[row] = entity;
      if (retracted != null) {
        retracted[row] = in.u8() != 0;
      }
      column.read(in);
    }
    return run(attribute, type, Longs.of(entities, rows), column.vector(), t, retracted);
  }

  private static Run run(
      int attribute,
      DataType type,
      Longs entities,
      Vector values,
      long t,
      boolean @Nullable [] retracted) {
    Longs added = new Longs.Constant(t, entities.size());
    return Run.ofAttribute(
        IndexOrder.AEVT, attribute, type, entities, values, added, null, retracted);
  }

  private static DataType type(ByteSource in) {
    ValueType valueType = ValueType.ofCode(Math.toIntExact(in.varint()));
    int precision = Math.toIntExact(in.varint());
    int scale = Math.toIntExact(in.varint());
    int count = in.count();
    List<DataType> parts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      parts.add(type(in));
    }
    if (valueType == null) {
      throw new IllegalArgumentException("an unknown value type");
    }
    return new DataType(valueType, precision, scale, parts);
  }
}
