package dev.yore.jdbc.base;

import dev.yore.jdbc.error.SqlErrors;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Struct;

/** The methods of a connection that are not there: all refuse. */
@SuppressWarnings("deprecation")
public interface RefusedConnectionCalls extends Connection {
  @Override
  default Array createArrayOf(String name, Object[] value) throws SQLException {
    throw SqlErrors.unsupported("createArrayOf");
  }

  @Override
  default Blob createBlob() throws SQLException {
    throw SqlErrors.unsupported("createBlob");
  }

  @Override
  default Clob createClob() throws SQLException {
    throw SqlErrors.unsupported("createClob");
  }

  @Override
  default NClob createNClob() throws SQLException {
    throw SqlErrors.unsupported("createNClob");
  }

  @Override
  default SQLXML createSQLXML() throws SQLException {
    throw SqlErrors.unsupported("createSQLXML");
  }

  @Override
  default Struct createStruct(String name, Object[] value) throws SQLException {
    throw SqlErrors.unsupported("createStruct");
  }

  @Override
  default CallableStatement prepareCall(String name, int value, int length, int length3)
      throws SQLException {
    throw SqlErrors.unsupported("prepareCall");
  }

  @Override
  default CallableStatement prepareCall(String name, int value, int length) throws SQLException {
    throw SqlErrors.unsupported("prepareCall");
  }

  @Override
  default CallableStatement prepareCall(String name) throws SQLException {
    throw SqlErrors.unsupported("prepareCall");
  }
}
