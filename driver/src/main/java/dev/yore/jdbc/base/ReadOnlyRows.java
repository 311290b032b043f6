package dev.yore.jdbc.base;

import dev.yore.jdbc.error.SqlErrors;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;

/** The methods of a result set that change rows or give types that are not there: all refuse. */
@SuppressWarnings("deprecation")
public interface ReadOnlyRows extends ResultSet {
  @Override
  default void cancelRowUpdates() throws SQLException {
    throw SqlErrors.unsupported("cancelRowUpdates");
  }

  @Override
  default void deleteRow() throws SQLException {
    throw SqlErrors.unsupported("deleteRow");
  }

  @Override
  default Array getArray(int column) throws SQLException {
    throw SqlErrors.unsupported("getArray");
  }

  @Override
  default String getCursorName() throws SQLException {
    throw SqlErrors.unsupported("getCursorName");
  }

  @Override
  default Ref getRef(int column) throws SQLException {
    throw SqlErrors.unsupported("getRef");
  }

  @Override
  default RowId getRowId(int column) throws SQLException {
    throw SqlErrors.unsupported("getRowId");
  }

  @Override
  default SQLXML getSQLXML(int column) throws SQLException {
    throw SqlErrors.unsupported("getSQLXML");
  }

  @Deprecated
  @Override
  default InputStream getUnicodeStream(int column) throws SQLException {
    throw SqlErrors.unsupported("getUnicodeStream");
  }

  @Override
  default void insertRow() throws SQLException {
    throw SqlErrors.unsupported("insertRow");
  }

  @Override
  default void moveToCurrentRow() throws SQLException {
    throw SqlErrors.unsupported("moveToCurrentRow");
  }

  @Override
  default void moveToInsertRow() throws SQLException {
    throw SqlErrors.unsupported("moveToInsertRow");
  }

  @Override
  default void refreshRow() throws SQLException {
    throw SqlErrors.unsupported("refreshRow");
  }

  @Override
  default void updateArray(String label, Array value) throws SQLException {
    throw SqlErrors.unsupported("updateArray");
  }

  @Override
  default void updateArray(int column, Array value) throws SQLException {
    throw SqlErrors.unsupported("updateArray");
  }

  @Override
  default void updateAsciiStream(String label, InputStream value, int length) throws SQLException {
    throw SqlErrors.unsupported("updateAsciiStream");
  }

  @Override
  default void updateAsciiStream(String label, InputStream value, long length) throws SQLException {
    throw SqlErrors.unsupported("updateAsciiStream");
  }

  @Override
  default void updateAsciiStream(String label, InputStream value) throws SQLException {
    throw SqlErrors.unsupported("updateAsciiStream");
  }

  @Override
  default void updateAsciiStream(int column, InputStream value, int length) throws SQLException {
    throw SqlErrors.unsupported("updateAsciiStream");
  }

  @Override
  default void updateAsciiStream(int column, InputStream value, long length) throws SQLException {
    throw SqlErrors.unsupported("updateAsciiStream");
  }

  @Override
  default void updateAsciiStream(int column, InputStream value) throws SQLException {
    throw SqlErrors.unsupported("updateAsciiStream");
  }

  @Override
  default void updateBigDecimal(String label, BigDecimal value) throws SQLException {
    throw SqlErrors.unsupported("updateBigDecimal");
  }

  @Override
  default void updateBigDecimal(int column, BigDecimal value) throws SQLException {
    throw SqlErrors.unsupported("updateBigDecimal");
  }

  @Override
  default void updateBinaryStream(String label, InputStream value, int length) throws SQLException {
    throw SqlErrors.unsupported("updateBinaryStream");
  }

  @Override
  default void updateBinaryStream(String label, InputStream value, long length)
      throws SQLException {
    throw SqlErrors.unsupported("updateBinaryStream");
  }

  @Override
  default void updateBinaryStream(String label, InputStream value) throws SQLException {
    throw SqlErrors.unsupported("updateBinaryStream");
  }

  @Override
  default void updateBinaryStream(int column, InputStream value, int length) throws SQLException {
    throw SqlErrors.unsupported("updateBinaryStream");
  }

  @Override
  default void updateBinaryStream(int column, InputStream value, long length) throws SQLException {
    throw SqlErrors.unsupported("updateBinaryStream");
  }

  @Override
  default void updateBinaryStream(int column, InputStream value) throws SQLException {
    throw SqlErrors.unsupported("updateBinaryStream");
  }

  @Override
  default void updateBlob(String label, InputStream value, long length) throws SQLException {
    throw SqlErrors.unsupported("updateBlob");
  }

  @Override
  default void updateBlob(String label, InputStream value) throws SQLException {
    throw SqlErrors.unsupported("updateBlob");
  }

  @Override
  default void updateBlob(String label, Blob value) throws SQLException {
    throw SqlErrors.unsupported("updateBlob");
  }

  @Override
  default void updateBlob(int column, InputStream value, long length) throws SQLException {
    throw SqlErrors.unsupported("updateBlob");
  }

  @Override
  default void updateBlob(int column, InputStream value) throws SQLException {
    throw SqlErrors.unsupported("updateBlob");
  }

  @Override
  default void updateBlob(int column, Blob value) throws SQLException {
    throw SqlErrors.unsupported("updateBlob");
  }

  @Override
  default void updateBoolean(String label, boolean value) throws SQLException {
    throw SqlErrors.unsupported("updateBoolean");
  }

  @Override
  default void updateBoolean(int column, boolean value) throws SQLException {
    throw SqlErrors.unsupported("updateBoolean");
  }

  @Override
  default void updateByte(String label, byte value) throws SQLException {
    throw SqlErrors.unsupported("updateByte");
  }

  @Override
  default void updateByte(int column, byte value) throws SQLException {
    throw SqlErrors.unsupported("updateByte");
  }

  @Override
  default void updateBytes(String label, byte[] value) throws SQLException {
    throw SqlErrors.unsupported("updateBytes");
  }

  @Override
  default void updateBytes(int column, byte[] value) throws SQLException {
    throw SqlErrors.unsupported("updateBytes");
  }

  @Override
  default void updateCharacterStream(String label, Reader value, int length) throws SQLException {
    throw SqlErrors.unsupported("updateCharacterStream");
  }

  @Override
  default void updateCharacterStream(String label, Reader value, long length) throws SQLException {
    throw SqlErrors.unsupported("updateCharacterStream");
  }

  @Override
  default void updateCharacterStream(String label, Reader value) throws SQLException {
    throw SqlErrors.unsupported("updateCharacterStream");
  }

  @Override
  default void updateCharacterStream(int column, Reader value, int length) throws SQLException {
    throw SqlErrors.unsupported("updateCharacterStream");
  }

  @Override
  default void updateCharacterStream(int column, Reader value, long length) throws SQLException {
    throw SqlErrors.unsupported("updateCharacterStream");
  }

  @Override
  default void updateCharacterStream(int column, Reader value) throws SQLException {
    throw SqlErrors.unsupported("updateCharacterStream");
  }

  @Override
  default void updateClob(String label, Reader value, long length) throws SQLException {
    throw SqlErrors.unsupported("updateClob");
  }

  @Override
  default void updateClob(String label, Reader value) throws SQLException {
    throw SqlErrors.unsupported("updateClob");
  }

  @Override
  default void updateClob(String label, Clob value) throws SQLException {
    throw SqlErrors.unsupported("updateClob");
  }

  @Override
  default void updateClob(int column, Reader value, long length) throws SQLException {
    throw SqlErrors.unsupported("updateClob");
  }

  @Override
  default void updateClob(int column, Reader value) throws SQLException {
    throw SqlErrors.unsupported("updateClob");
  }

  @Override
  default void updateClob(int column, Clob value) throws SQLException {
    throw SqlErrors.unsupported("updateClob");
  }

  @Override
  default void updateDate(String label, Date value) throws SQLException {
    throw SqlErrors.unsupported("updateDate");
  }

  @Override
  default void updateDate(int column, Date value) throws SQLException {
    throw SqlErrors.unsupported("updateDate");
  }

  @Override
  default void updateDouble(String label, double value) throws SQLException {
    throw SqlErrors.unsupported("updateDouble");
  }

  @Override
  default void updateDouble(int column, double value) throws SQLException {
    throw SqlErrors.unsupported("updateDouble");
  }

  @Override
  default void updateFloat(String label, float value) throws SQLException {
    throw SqlErrors.unsupported("updateFloat");
  }

  @Override
  default void updateFloat(int column, float value) throws SQLException {
    throw SqlErrors.unsupported("updateFloat");
  }

  @Override
  default void updateInt(String label, int value) throws SQLException {
    throw SqlErrors.unsupported("updateInt");
  }

  @Override
  default void updateInt(int column, int value) throws SQLException {
    throw SqlErrors.unsupported("updateInt");
  }

  @Override
  default void updateLong(String label, long value) throws SQLException {
    throw SqlErrors.unsupported("updateLong");
  }

  @Override
  default void updateLong(int column, long value) throws SQLException {
    throw SqlErrors.unsupported("updateLong");
  }

  @Override
  default void updateNCharacterStream(String label, Reader value, long length) throws SQLException {
    throw SqlErrors.unsupported("updateNCharacterStream");
  }

  @Override
  default void updateNCharacterStream(String label, Reader value) throws SQLException {
    throw SqlErrors.unsupported("updateNCharacterStream");
  }

  @Override
  default void updateNCharacterStream(int column, Reader value, long length) throws SQLException {
    throw SqlErrors.unsupported("updateNCharacterStream");
  }

  @Override
  default void updateNCharacterStream(int column, Reader value) throws SQLException {
    throw SqlErrors.unsupported("updateNCharacterStream");
  }

  @Override
  default void updateNClob(String label, Reader value, long length) throws SQLException {
    throw SqlErrors.unsupported("updateNClob");
  }

  @Override
  default void updateNClob(String label, Reader value) throws SQLException {
    throw SqlErrors.unsupported("updateNClob");
  }

  @Override
  default void updateNClob(String label, NClob value) throws SQLException {
    throw SqlErrors.unsupported("updateNClob");
  }

  @Override
  default void updateNClob(int column, Reader value, long length) throws SQLException {
    throw SqlErrors.unsupported("updateNClob");
  }

  @Override
  default void updateNClob(int column, Reader value) throws SQLException {
    throw SqlErrors.unsupported("updateNClob");
  }

  @Override
  default void updateNClob(int column, NClob value) throws SQLException {
    throw SqlErrors.unsupported("updateNClob");
  }

  @Override
  default void updateNString(String label, String value) throws SQLException {
    throw SqlErrors.unsupported("updateNString");
  }

  @Override
  default void updateNString(int column, String value) throws SQLException {
    throw SqlErrors.unsupported("updateNString");
  }

  @Override
  default void updateNull(String label) throws SQLException {
    throw SqlErrors.unsupported("updateNull");
  }

  @Override
  default void updateNull(int column) throws SQLException {
    throw SqlErrors.unsupported("updateNull");
  }

  @Override
  default void updateObject(String label, Object value, int length) throws SQLException {
    throw SqlErrors.unsupported("updateObject");
  }

  @Override
  default void updateObject(String label, Object value, SQLType argument2, int length)
      throws SQLException {
    throw SqlErrors.unsupported("updateObject");
  }

  @Override
  default void updateObject(String label, Object value, SQLType argument2) throws SQLException {
    throw SqlErrors.unsupported("updateObject");
  }

  @Override
  default void updateObject(String label, Object value) throws SQLException {
    throw SqlErrors.unsupported("updateObject");
  }

  @Override
  default void updateObject(int column, Object value, int length) throws SQLException {
    throw SqlErrors.unsupported("updateObject");
  }

  @Override
  default void updateObject(int column, Object value, SQLType argument2, int length)
      throws SQLException {
    throw SqlErrors.unsupported("updateObject");
  }

  @Override
  default void updateObject(int column, Object value, SQLType argument2) throws SQLException {
    throw SqlErrors.unsupported("updateObject");
  }

  @Override
  default void updateObject(int column, Object value) throws SQLException {
    throw SqlErrors.unsupported("updateObject");
  }

  @Override
  default void updateRef(String label, Ref value) throws SQLException {
    throw SqlErrors.unsupported("updateRef");
  }

  @Override
  default void updateRef(int column, Ref value) throws SQLException {
    throw SqlErrors.unsupported("updateRef");
  }

  @Override
  default void updateRow() throws SQLException {
    throw SqlErrors.unsupported("updateRow");
  }

  @Override
  default void updateRowId(String label, RowId value) throws SQLException {
    throw SqlErrors.unsupported("updateRowId");
  }

  @Override
  default void updateRowId(int column, RowId value) throws SQLException {
    throw SqlErrors.unsupported("updateRowId");
  }

  @Override
  default void updateSQLXML(String label, SQLXML value) throws SQLException {
    throw SqlErrors.unsupported("updateSQLXML");
  }

  @Override
  default void updateSQLXML(int column, SQLXML value) throws SQLException {
    throw SqlErrors.unsupported("updateSQLXML");
  }

  @Override
  default void updateShort(String label, short value) throws SQLException {
    throw SqlErrors.unsupported("updateShort");
  }

  @Override
  default void updateShort(int column, short value) throws SQLException {
    throw SqlErrors.unsupported("updateShort");
  }

  @Override
  default void updateString(String label, String value) throws SQLException {
    throw SqlErrors.unsupported("updateString");
  }

  @Override
  default void updateString(int column, String value) throws SQLException {
    throw SqlErrors.unsupported("updateString");
  }

  @Override
  default void updateTime(String label, Time value) throws SQLException {
    throw SqlErrors.unsupported("updateTime");
  }

  @Override
  default void updateTime(int column, Time value) throws SQLException {
    throw SqlErrors.unsupported("updateTime");
  }

  @Override
  default void updateTimestamp(String label, Timestamp value) throws SQLException {
    throw SqlErrors.unsupported("updateTimestamp");
  }

  @Override
  default void updateTimestamp(int column, Timestamp value) throws SQLException {
    throw SqlErrors.unsupported("updateTimestamp");
  }
}
