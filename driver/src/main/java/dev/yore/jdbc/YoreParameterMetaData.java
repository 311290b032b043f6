package dev.yore.jdbc;

import dev.yore.jdbc.convert.JdbcType;
import dev.yore.jdbc.error.SqlErrors;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.util.List;

/** What a statement expects as its parameters. */
final class YoreParameterMetaData implements ParameterMetaData {
  private final List<DataType> types;

  YoreParameterMetaData(List<DataType> types) {
    this.types = types;
  }

  private JdbcType type(int parameter) throws SQLException {
    if (parameter < 1 || parameter > types.size()) {
      throw SqlErrors.of(
          YoreException.of(ErrorCode.UNDEFINED_PARAMETER, "Parameters are numbered from 1")
              .with("parameter", parameter)
              .with("parameters", types.size()));
    }
    return JdbcType.of(types.get(parameter - 1));
  }

  @Override
  public int getParameterCount() {
    return types.size();
  }

  @Override
  public int getParameterType(int parameter) throws SQLException {
    return type(parameter).code();
  }

  @Override
  public String getParameterTypeName(int parameter) throws SQLException {
    return type(parameter).name();
  }

  @Override
  public String getParameterClassName(int parameter) throws SQLException {
    return type(parameter).className();
  }

  @Override
  public int getPrecision(int parameter) throws SQLException {
    return type(parameter).precision();
  }

  @Override
  public int getScale(int parameter) throws SQLException {
    return type(parameter).scale();
  }

  @Override
  public boolean isSigned(int parameter) throws SQLException {
    return type(parameter).signed();
  }

  @Override
  public int isNullable(int parameter) throws SQLException {
    type(parameter);
    return parameterNullableUnknown;
  }

  @Override
  public int getParameterMode(int parameter) throws SQLException {
    type(parameter);
    return parameterModeIn;
  }

  @Override
  public <T> T unwrap(Class<T> wanted) throws SQLException {
    return Wrapping.unwrap(this, wanted);
  }

  @Override
  public boolean isWrapperFor(Class<?> wanted) {
    return Wrapping.isWrapperFor(this, wanted);
  }
}
