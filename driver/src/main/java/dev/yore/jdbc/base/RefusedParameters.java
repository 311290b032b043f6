package dev.yore.jdbc.base;

import dev.yore.jdbc.error.SqlErrors;
import java.io.InputStream;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;

/** The setters of types that are not there: all refuse. */
@SuppressWarnings("deprecation")
public interface RefusedParameters extends PreparedStatement {
  @Override
  default void setArray(int parameter, Array value) throws SQLException {
    throw SqlErrors.unsupported("setArray");
  }

  @Override
  default void setRef(int parameter, Ref value) throws SQLException {
    throw SqlErrors.unsupported("setRef");
  }

  @Override
  default void setRowId(int parameter, RowId value) throws SQLException {
    throw SqlErrors.unsupported("setRowId");
  }

  @Override
  default void setSQLXML(int parameter, SQLXML value) throws SQLException {
    throw SqlErrors.unsupported("setSQLXML");
  }

  @Deprecated
  @Override
  default void setUnicodeStream(int parameter, InputStream value, int length) throws SQLException {
    throw SqlErrors.unsupported("setUnicodeStream");
  }
}
