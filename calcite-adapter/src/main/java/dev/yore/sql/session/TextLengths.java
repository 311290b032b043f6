package dev.yore.sql.session;

import dev.yore.engine.exec.Batch;
import dev.yore.engine.schema.Table;
import dev.yore.storage.column.BytesVector;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueType;

/** Refuses text that is too long for its column, without making text of it. */
final class TextLengths {
  private TextLengths() {}

  static void check(Table.Column column, Vector values, Batch batch) {
    int limit = column.type().precision();
    if (column.type().valueType() != ValueType.STRING || limit == 0) {
      return;
    }
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      if (!values.isNull(row) && characters(values, row, limit) > limit) {
        throw tooLong(column, values, row, limit);
      }
    }
  }

  /** The characters of a row; its bytes, which are no fewer, where they are within the limit. */
  private static int characters(Vector values, int row, int limit) {
    return switch (values) {
      case BytesVector bytes -> characters(bytes, row, limit);
      case DictionaryVector coded -> characters(coded.dictionary(), coded.codes()[row], limit);
      case ConstantVector constant -> characters(constant.value(), 0, limit);
      default -> throw YoreException.bug("Text lies as bytes").with("layout", values.layout());
    };
  }

  private static int characters(BytesVector bytes, int row, int limit) {
    if (bytes.length(row) <= limit) {
      return bytes.length(row);
    }
    int count = 0;
    for (int i = bytes.start(row); i < bytes.end(row); i++) {
      boolean continues = (bytes.data()[i] & 0xC0) == 0x80;
      count += continues ? 0 : 1;
    }
    return count;
  }

  private static YoreException tooLong(Table.Column column, Vector values, int row, int limit) {
    return YoreException.of(ErrorCode.STRING_TOO_LONG, "The text is too long for its column")
        .with("column", column.name())
        .with("type", "varchar(" + limit + ")")
        .with("length", characters(values, row, limit))
        .with("value", Vectors.get(DataType.STRING, values, row));
  }
}
