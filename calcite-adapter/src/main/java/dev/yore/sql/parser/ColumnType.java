package dev.yore.sql.parser;

import dev.yore.sql.type.SqlType;
import dev.yore.sql.type.TypeNames;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The type in a column definition.
 *
 * @param serial whether it was SERIAL or the like
 */
public record ColumnType(SqlType type, boolean serial) {

  /**
   * Resolves the name of a type.
   *
   * @param precision what followed a name that only we know, or -1
   */
  public static ColumnType of(SqlDataTypeSpec spec, int precision) {
    SqlType type = TypeNames.resolve(spec.getTypeNameSpec(), precision);
    if (type == null || spec.getCollectionsTypeName() != null) {
      SqlParserPos position = spec.getParserPosition();
      throw YoreException.of(ErrorCode.UNDEFINED_OBJECT, "No type of this name is supported")
          .with("type", spec.toString())
          .at(position.getLineNum(), position.getColumnNum());
    }
    String name = spec.getTypeName().names.get(spec.getTypeName().names.size() - 1);
    return new ColumnType(type, TypeNames.isSerial(name));
  }
}
