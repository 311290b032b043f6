package dev.yore.jdbc;

import dev.yore.jdbc.base.RefusedParameters;
import dev.yore.jdbc.convert.EngineValues;
import dev.yore.jdbc.error.SqlErrors;
import dev.yore.sql.session.PreparedSql;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.Bytes;
import dev.yore.storage.value.DataType;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One statement with parameters, executed any number of times. */
final class YorePreparedStatement extends YoreStatement implements RefusedParameters {
  /** Stands for a parameter that has no value. */
  private static final Object MISSING = new Object();

  private final PreparedSql prepared;
  private final List<DataType> types;
  private final @Nullable Object[] values;
  private final List<@Nullable Object[]> rows = new ArrayList<>();

  YorePreparedStatement(JdbcConnection connection, boolean scrollable, PreparedSql prepared) {
    super(connection, scrollable);
    this.prepared = prepared;
    this.types = prepared.parameters();
    this.values = new Object[types.size()];
    Arrays.fill(values, MISSING);
  }

  // Executing.

  @Override
  public ResultSet executeQuery() throws SQLException {
    return SqlErrors.get(() -> {
      executePrepared(Expect.ROWS);
      return requiredResult();
    });
  }

  @Override
  public int executeUpdate() throws SQLException {
    return clamped(executeLargeUpdate());
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    return SqlErrors.get(() -> {
      executePrepared(Expect.COUNT);
      return largeCount();
    });
  }

  @Override
  public boolean execute() throws SQLException {
    return SqlErrors.get(() -> {
      executePrepared(Expect.ANYTHING);
      return hasResult();
    });
  }

  private void executePrepared(Expect expect) throws SQLException {
    checkOpen();
    checkComplete();
    expect.check(prepared);
    begin();
    take(connection.call(session -> prepared.execute(values, options())));
  }

  private void checkComplete() {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == MISSING) {
        throw YoreException.of(
                ErrorCode.UNDEFINED_PARAMETER,
                "A parameter has no value; set all of them before executing")
            .with("parameter", i + 1)
            .with("parameters", values.length);
      }
    }
  }

  // Batches.

  @Override
  public void addBatch() throws SQLException {
    SqlErrors.run(() -> {
      checkOpen();
      checkComplete();
      rows.add(values.clone());
    });
  }

  @Override
  public void clearBatch() throws SQLException {
    SqlErrors.run(() -> {
      checkOpen();
      rows.clear();
    });
  }

  /** All rows take effect together or, when one fails, none. */
  @Override
  public long[] executeLargeBatch() throws SQLException {
    SqlErrors.run(this::checkOpen);
    List<@Nullable Object[]> taken = new ArrayList<>(rows);
    rows.clear();
    begin();
    if (taken.isEmpty()) {
      return new long[0];
    }
    try {
      return SqlErrors.get(() -> {
        Expect.COUNT.check(prepared);
        return connection.call(session -> prepared.executeBatch(taken, options()));
      });
    } catch (SQLException e) {
      throw batchFailed(e, new long[0]);
    }
  }

  // Parameters.

  private void put(int parameter, @Nullable Object value) {
    values[slot(parameter)] = value;
  }

  private int slot(int parameter) {
    checkOpen();
    if (parameter < 1 || parameter > values.length) {
      throw YoreException.of(
              ErrorCode.UNDEFINED_PARAMETER, "The statement has no parameter of this number")
          .with("parameter", parameter)
          .with("parameters", values.length);
    }
    return parameter - 1;
  }

  private void set(int parameter, @Nullable Object value) throws SQLException {
    try {
      put(parameter, value);
    } catch (YoreException e) {
      throw SqlErrors.of(e);
    }
  }

  /** Makes the value of something that is not null. */
  private interface Made<T> {
    @Nullable Object of(T given, DataType type) throws SQLException;
  }

  private <T> void setMade(int parameter, @Nullable T given, Made<T> made) throws SQLException {
    SqlErrors.run(() -> {
      int slot = slot(parameter);
      values[slot] = given == null ? null : made.of(given, types.get(slot));
    });
  }

  @Override
  public void clearParameters() throws SQLException {
    SqlErrors.run(() -> {
      checkOpen();
      Arrays.fill(values, MISSING);
    });
  }

  @Override
  public void setNull(int parameter, int code) throws SQLException {
    set(parameter, null);
  }

  @Override
  public void setNull(int parameter, int code, String typeName) throws SQLException {
    set(parameter, null);
  }

  @Override
  public void setBoolean(int parameter, boolean value) throws SQLException {
    set(parameter, value);
  }

  @Override
  public void setByte(int parameter, byte value) throws SQLException {
    set(parameter, (long) value);
  }

  @Override
  public void setShort(int parameter, short value) throws SQLException {
    set(parameter, (long) value);
  }

  @Override
  public void setInt(int parameter, int value) throws SQLException {
    set(parameter, (long) value);
  }

  @Override
  public void setLong(int parameter, long value) throws SQLException {
    set(parameter, value);
  }

  @Override
  public void setFloat(int parameter, float value) throws SQLException {
    set(parameter, value);
  }

  @Override
  public void setDouble(int parameter, double value) throws SQLException {
    set(parameter, value);
  }

  @Override
  public void setBigDecimal(int parameter, @Nullable BigDecimal value) throws SQLException {
    set(parameter, value);
  }

  @Override
  public void setString(int parameter, @Nullable String value) throws SQLException {
    set(parameter, value);
  }

  @Override
  public void setNString(int parameter, @Nullable String value) throws SQLException {
    set(parameter, value);
  }

  @Override
  public void setBytes(int parameter, byte @Nullable [] value) throws SQLException {
    set(parameter, value == null ? null : Bytes.of(value));
  }

  @Override
  public void setDate(int parameter, @Nullable Date value) throws SQLException {
    setDate(parameter, value, null);
  }

  @Override
  public void setDate(int parameter, @Nullable Date value, @Nullable Calendar calendar)
      throws SQLException {
    setMade(parameter, value, (given, type) -> EngineValues.date(given, calendar));
  }

  @Override
  public void setTime(int parameter, @Nullable Time value) throws SQLException {
    setTime(parameter, value, null);
  }

  @Override
  public void setTime(int parameter, @Nullable Time value, @Nullable Calendar calendar)
      throws SQLException {
    setMade(parameter, value, (given, type) -> EngineValues.time(given, calendar));
  }

  @Override
  public void setTimestamp(int parameter, @Nullable Timestamp value) throws SQLException {
    setTimestamp(parameter, value, null);
  }

  @Override
  public void setTimestamp(int parameter, @Nullable Timestamp value, @Nullable Calendar calendar)
      throws SQLException {
    setMade(parameter, value, (given, type) -> EngineValues.timestamp(given, type, calendar));
  }

  @Override
  public void setURL(int parameter, @Nullable URL value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  public void setObject(int parameter, @Nullable Object value) throws SQLException {
    setMade(parameter, value, EngineValues::of);
  }

  @Override
  public void setObject(int parameter, @Nullable Object value, int code) throws SQLException {
    setObject(parameter, value, code, 0);
  }

  @Override
  public void setObject(int parameter, @Nullable Object value, int code, int scale)
      throws SQLException {
    setMade(
        parameter,
        value,
        (given, type) -> EngineValues.as(given, code, scale, type, connection.zone()));
  }

  @Override
  public void setObject(int parameter, @Nullable Object value, SQLType type) throws SQLException {
    setObject(parameter, value, type, 0);
  }

  @Override
  public void setObject(int parameter, @Nullable Object value, SQLType type, int scale)
      throws SQLException {
    if (type == null || type.getVendorTypeNumber() == null) {
      setObject(parameter, value);
    } else {
      setObject(parameter, value, type.getVendorTypeNumber(), scale);
    }
  }

  @Override
  public void setBinaryStream(int parameter, @Nullable InputStream value) throws SQLException {
    setBinaryStream(parameter, value, Long.MAX_VALUE);
  }

  @Override
  public void setBinaryStream(int parameter, @Nullable InputStream value, int length)
      throws SQLException {
    setBinaryStream(parameter, value, (long) length);
  }

  @Override
  public void setBinaryStream(int parameter, @Nullable InputStream value, long length)
      throws SQLException {
    setMade(parameter, value, (given, type) -> EngineValues.bytes(given, length));
  }

  @Override
  public void setBlob(int parameter, @Nullable InputStream value) throws SQLException {
    setBinaryStream(parameter, value);
  }

  @Override
  public void setBlob(int parameter, @Nullable InputStream value, long length) throws SQLException {
    setBinaryStream(parameter, value, length);
  }

  @Override
  public void setBlob(int parameter, @Nullable Blob value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  public void setAsciiStream(int parameter, @Nullable InputStream value) throws SQLException {
    setAsciiStream(parameter, value, Long.MAX_VALUE);
  }

  @Override
  public void setAsciiStream(int parameter, @Nullable InputStream value, int length)
      throws SQLException {
    setAsciiStream(parameter, value, (long) length);
  }

  @Override
  public void setAsciiStream(int parameter, @Nullable InputStream value, long length)
      throws SQLException {
    setMade(
        parameter,
        value,
        (given, type) ->
            new String(EngineValues.bytes(given, length).toByteArray(), StandardCharsets.US_ASCII));
  }

  @Override
  public void setCharacterStream(int parameter, @Nullable Reader value) throws SQLException {
    setCharacterStream(parameter, value, Long.MAX_VALUE);
  }

  @Override
  public void setCharacterStream(int parameter, @Nullable Reader value, int length)
      throws SQLException {
    setCharacterStream(parameter, value, (long) length);
  }

  @Override
  public void setCharacterStream(int parameter, @Nullable Reader value, long length)
      throws SQLException {
    setMade(parameter, value, (given, type) -> EngineValues.text(given, length));
  }

  @Override
  public void setNCharacterStream(int parameter, @Nullable Reader value) throws SQLException {
    setCharacterStream(parameter, value);
  }

  @Override
  public void setNCharacterStream(int parameter, @Nullable Reader value, long length)
      throws SQLException {
    setCharacterStream(parameter, value, length);
  }

  @Override
  public void setClob(int parameter, @Nullable Clob value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  public void setClob(int parameter, @Nullable Reader value) throws SQLException {
    setCharacterStream(parameter, value);
  }

  @Override
  public void setClob(int parameter, @Nullable Reader value, long length) throws SQLException {
    setCharacterStream(parameter, value, length);
  }

  @Override
  public void setNClob(int parameter, @Nullable NClob value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  public void setNClob(int parameter, @Nullable Reader value) throws SQLException {
    setCharacterStream(parameter, value);
  }

  @Override
  public void setNClob(int parameter, @Nullable Reader value, long length) throws SQLException {
    setCharacterStream(parameter, value, length);
  }

  // What it is.

  @Override
  public @Nullable ResultSetMetaData getMetaData() throws SQLException {
    boolean rows = whenOpen(prepared::returnsRows);
    return rows ? whenOpen(() -> new YoreResultSetMetaData(prepared.columns())) : null;
  }

  @Override
  public ParameterMetaData getParameterMetaData() throws SQLException {
    return whenOpen(() -> new YoreParameterMetaData(types));
  }

  // Text is for plain statements.

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    throw textRefused();
  }

  @Override
  public long executeLargeUpdate(String sql) throws SQLException {
    throw textRefused();
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    throw textRefused();
  }

  @Override
  public void addBatch(String sql) throws SQLException {
    throw textRefused();
  }

  private static SQLException textRefused() {
    return SqlErrors.of(
        YoreException.of(
            ErrorCode.INVALID_STATE,
            "A prepared statement takes no other text; use createStatement for it"));
  }
}
