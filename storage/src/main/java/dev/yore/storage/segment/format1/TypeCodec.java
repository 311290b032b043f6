package dev.yore.storage.segment.format1;

import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Types of attributes.
 *
 * <pre>
 * type = code:u8 parameters
 * parameters = bits:u8                    of a long
 *            | precision:u8 scale:u8      of a decimal
 *            | length:unsigned            of a string or bytes
 *            | n:u8 type{n}               of a tuple; no tuple has a tuple as its part
 *            |                            of any other
 * </pre>
 */
final class TypeCodec {
  private TypeCodec() {}

  static void write(DataType type, ByteWriter out) {
    out.u8(type.valueType().code());
    switch (type.valueType()) {
      case LONG -> out.u8(type.precision());
      case DECIMAL -> {
        out.u8(type.precision());
        out.u8(type.scale());
      }
      case STRING, BYTES -> out.unsigned(type.precision());
      case TUPLE -> {
        out.u8(type.parts().size());
        type.parts().forEach(part -> write(part, out));
      }
      default -> {}
    }
  }

  static DataType read(ByteReader in) {
    return read(in, true);
  }

  private static DataType read(ByteReader in, boolean tuple) {
    ValueType valueType = ValueType.ofCode(in.u8());
    if (valueType == null || !valueType.storable()) {
      throw in.corrupted("a type has a known code");
    }
    int precision = 0;
    int scale = 0;
    List<DataType> parts = new ArrayList<>();
    switch (valueType) {
      case LONG -> precision = in.u8();
      case DECIMAL -> {
        precision = in.u8();
        scale = in.u8();
      }
      case STRING, BYTES -> precision = in.count(Integer.MAX_VALUE, "a length is not negative");
      case TUPLE -> {
        in.check(tuple, "a part of a tuple is no tuple");
        int count = in.u8();
        for (int i = 0; i < count; i++) {
          parts.add(read(in, false));
        }
      }
      default -> {}
    }
    DataType type = typeOrNull(valueType, precision, scale, parts);
    if (type == null) {
      throw in.corrupted("a type has possible parameters");
    }
    return type;
  }

  private static @Nullable DataType typeOrNull(
      ValueType valueType, int precision, int scale, List<DataType> parts) {
    try {
      return new DataType(valueType, precision, scale, parts);
    } catch (IllegalArgumentException impossible) {
      return null;
    }
  }
}
