package dev.yore.jdbc;

import dev.yore.engine.exec.Batch;
import dev.yore.jdbc.base.ReadByLabel;
import dev.yore.jdbc.base.ReadOnlyRows;
import dev.yore.jdbc.convert.JavaValues;
import dev.yore.jdbc.error.SqlErrors;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.Map;
import javax.sql.rowset.serial.SerialBlob;
import javax.sql.rowset.serial.SerialClob;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a query, read from the batches that the executor makes. Forward-only results stream;
 * scrollable ones keep the batches they have passed.
 */
final class YoreResultSet implements ReadByLabel, ReadOnlyRows {
  private final @Nullable YoreStatement statement;
  private final RowCursor cursor;
  private final ResultColumns columns;
  private final DecodedTexts texts;
  private final ZoneId zone;
  private boolean wasNull;
  private boolean closed;
  private int fetchSize;

  /**
   * @param statement what it is the result of, or null for a listing of metadata
   * @param zone the time zone in which moments become local times and text
   */
  YoreResultSet(
      @Nullable YoreStatement statement, RowCursor cursor, ResultColumns columns, ZoneId zone) {
    this.statement = statement;
    this.cursor = cursor;
    this.columns = columns;
    this.zone = zone;
    this.texts = new DecodedTexts(columns.count());
  }

  // Where it stands.

  @Override
  public boolean next() throws SQLException {
    try {
      checkOpen();
      return cursor.next();
    } catch (RuntimeException | Error e) {
      throw SqlErrors.of(e);
    }
  }

  @Override
  public boolean previous() throws SQLException {
    return relative(-1);
  }

  @Override
  public boolean first() throws SQLException {
    return absolute(1);
  }

  @Override
  public boolean last() throws SQLException {
    return absolute(-1);
  }

  @Override
  public void beforeFirst() throws SQLException {
    absolute(0);
  }

  @Override
  public void afterLast() throws SQLException {
    SqlErrors.run(() -> {
      ScrollingCursor scrolling = scrolling();
      scrolling.moveTo(scrolling.size() + 1);
    });
  }

  @Override
  public boolean absolute(int row) throws SQLException {
    return SqlErrors.get(() -> {
      ScrollingCursor scrolling = scrolling();
      return scrolling.moveTo(row >= 0 ? row : scrolling.size() + 1 + row);
    });
  }

  @Override
  public boolean relative(int rows) throws SQLException {
    return SqlErrors.get(() -> {
      ScrollingCursor scrolling = scrolling();
      return scrolling.moveTo(scrolling.position() + rows);
    });
  }

  private ScrollingCursor scrolling() {
    checkOpen();
    if (cursor instanceof ScrollingCursor scrolling) {
      return scrolling;
    }
    throw YoreException.of(
        ErrorCode.INVALID_CURSOR_STATE,
        "The result goes forward only; create the statement with TYPE_SCROLL_INSENSITIVE");
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    return SqlErrors.get(() -> open().isBeforeFirst());
  }

  @Override
  public boolean isAfterLast() throws SQLException {
    return SqlErrors.get(() -> open().isAfterLast());
  }

  @Override
  public boolean isFirst() throws SQLException {
    return SqlErrors.get(() -> open().rowNumber() == 1);
  }

  @Override
  public boolean isLast() throws SQLException {
    return SqlErrors.get(() -> open().isLast());
  }

  @Override
  public int getRow() throws SQLException {
    return SqlErrors.get(() -> (int) Math.min(open().rowNumber(), Integer.MAX_VALUE));
  }

  private RowCursor open() {
    checkOpen();
    return cursor;
  }

  private void checkOpen() {
    if (closed) {
      throw YoreException.of(ErrorCode.INVALID_CURSOR_STATE, "The result set is closed");
    }
  }

  @Override
  public void close() throws SQLException {
    if (!closed) {
      closed = true;
      SqlErrors.run(cursor::close);
      if (statement != null) {
        statement.resultClosed(this);
      }
    }
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  // Values.

  private Batch row() {
    Batch batch = cursor.batch();
    if (batch == null) {
      checkOpen();
      throw YoreException.of(
          ErrorCode.INVALID_CURSOR_STATE, "The result set stands on no row; call next() first");
    }
    return batch;
  }

  private SQLException failed(Throwable thrown, int column) {
    if (thrown instanceof YoreException e && column >= 1 && column <= columns.count()) {
      e.with("column", columns.metas().get(column - 1).label());
    }
    return SqlErrors.of(thrown);
  }

  /** Makes an object of a value that is not null. */
  private interface Conversion<T> {
    T of(Object value, DataType type) throws SQLException;
  }

  private <T> @Nullable T object(int column, Conversion<T> conversion) throws SQLException {
    try {
      Batch batch = row();
      ColumnReader reader = columns.reader(column);
      Object value = reader.get(batch, cursor.vectorRow(), texts);
      wasNull = value == null;
      return value == null ? null : conversion.of(value, reader.type());
    } catch (RuntimeException | Error e) {
      throw failed(e, column);
    }
  }

  @Override
  public boolean wasNull() throws SQLException {
    return SqlErrors.get(() -> {
      checkOpen();
      return wasNull;
    });
  }

  @Override
  public @Nullable String getString(int column) throws SQLException {
    try {
      Batch batch = row();
      String text = columns.reader(column).getString(batch, cursor.vectorRow(), zone, texts);
      wasNull = text == null;
      return text;
    } catch (RuntimeException | Error e) {
      throw failed(e, column);
    }
  }

  private long integer(int column, int bits) throws SQLException {
    try {
      Batch batch = row();
      ColumnReader reader = columns.reader(column);
      int row = cursor.vectorRow();
      wasNull = reader.isNull(batch, row);
      return wasNull ? 0 : reader.getLong(batch, row, bits);
    } catch (RuntimeException | Error e) {
      throw failed(e, column);
    }
  }

  @Override
  public long getLong(int column) throws SQLException {
    return integer(column, 64);
  }

  @Override
  public int getInt(int column) throws SQLException {
    return (int) integer(column, 32);
  }

  @Override
  public short getShort(int column) throws SQLException {
    return (short) integer(column, 16);
  }

  @Override
  public byte getByte(int column) throws SQLException {
    return (byte) integer(column, 8);
  }

  @Override
  public double getDouble(int column) throws SQLException {
    try {
      Batch batch = row();
      ColumnReader reader = columns.reader(column);
      int row = cursor.vectorRow();
      wasNull = reader.isNull(batch, row);
      return wasNull ? 0 : reader.getDouble(batch, row);
    } catch (RuntimeException | Error e) {
      throw failed(e, column);
    }
  }

  @Override
  public float getFloat(int column) throws SQLException {
    return (float) getDouble(column);
  }

  @Override
  public boolean getBoolean(int column) throws SQLException {
    try {
      Batch batch = row();
      ColumnReader reader = columns.reader(column);
      int row = cursor.vectorRow();
      wasNull = reader.isNull(batch, row);
      return !wasNull && reader.getBoolean(batch, row);
    } catch (RuntimeException | Error e) {
      throw failed(e, column);
    }
  }

  @Override
  public @Nullable BigDecimal getBigDecimal(int column) throws SQLException {
    return object(column, JavaValues::decimal);
  }

  @Deprecated
  @Override
  public @Nullable BigDecimal getBigDecimal(int column, int scale) throws SQLException {
    return object(
        column,
        (value, type) -> JavaValues.decimal(value, type).setScale(scale, RoundingMode.HALF_UP));
  }

  @Override
  public byte @Nullable [] getBytes(int column) throws SQLException {
    return object(column, JavaValues::toBytes);
  }

  @Override
  public @Nullable Date getDate(int column) throws SQLException {
    return getDate(column, null);
  }

  @Override
  public @Nullable Date getDate(int column, @Nullable Calendar calendar) throws SQLException {
    return object(column, (value, type) -> JavaValues.toDate(value, type, zone, calendar));
  }

  @Override
  public @Nullable Time getTime(int column) throws SQLException {
    return getTime(column, null);
  }

  @Override
  public @Nullable Time getTime(int column, @Nullable Calendar calendar) throws SQLException {
    return object(column, (value, type) -> JavaValues.toTime(value, type, zone, calendar));
  }

  @Override
  public @Nullable Timestamp getTimestamp(int column) throws SQLException {
    return getTimestamp(column, null);
  }

  @Override
  public @Nullable Timestamp getTimestamp(int column, @Nullable Calendar calendar)
      throws SQLException {
    return object(column, (value, type) -> JavaValues.toTimestamp(value, type, zone, calendar));
  }

  @Override
  public @Nullable Object getObject(int column) throws SQLException {
    return object(column, (value, type) -> JavaValues.toObject(value, type, zone));
  }

  @Override
  public @Nullable Object getObject(int column, @Nullable Map<String, Class<?>> types)
      throws SQLException {
    return getObject(column);
  }

  @Override
  public <T> @Nullable T getObject(int column, Class<T> wanted) throws SQLException {
    return object(
        column,
        (value, type) -> {
          if (wanted == null) {
            throw YoreException.of(ErrorCode.INVALID_PARAMETER_VALUE, "The class is null");
          }
          @SuppressWarnings("unchecked") // the object is made of the wanted class, boxed
          T made = (T) JavaValues.toClass(value, type, wanted, zone);
          return made;
        });
  }

  @Override
  public @Nullable URL getURL(int column) throws SQLException {
    return object(
        column,
        (value, type) -> {
          try {
            return java.net.URI.create(JavaValues.toText(value, type, zone)).toURL();
          } catch (java.net.MalformedURLException e) {
            throw YoreException.of(ErrorCode.INVALID_TEXT_REPRESENTATION, "The text is no URL")
                .with("text", value)
                .causedBy(e);
          }
        });
  }

  @Override
  public @Nullable InputStream getBinaryStream(int column) throws SQLException {
    return object(
        column, (value, type) -> new ByteArrayInputStream(JavaValues.toBytes(value, type)));
  }

  @Override
  public @Nullable InputStream getAsciiStream(int column) throws SQLException {
    return object(
        column,
        (value, type) ->
            new ByteArrayInputStream(
                JavaValues.toText(value, type, zone).getBytes(StandardCharsets.US_ASCII)));
  }

  @Override
  public @Nullable Reader getCharacterStream(int column) throws SQLException {
    return object(column, (value, type) -> new StringReader(JavaValues.toText(value, type, zone)));
  }

  @Override
  public @Nullable Reader getNCharacterStream(int column) throws SQLException {
    return getCharacterStream(column);
  }

  @Override
  public @Nullable String getNString(int column) throws SQLException {
    return getString(column);
  }

  @Override
  public @Nullable Blob getBlob(int column) throws SQLException {
    return object(column, (value, type) -> new SerialBlob(JavaValues.toBytes(value, type)));
  }

  @Override
  public @Nullable Clob getClob(int column) throws SQLException {
    return object(
        column,
        (value, type) -> new SerialClob(JavaValues.toText(value, type, zone).toCharArray()));
  }

  @Override
  public NClob getNClob(int column) throws SQLException {
    throw SqlErrors.unsupported("getNClob");
  }

  @Override
  public int findColumn(String label) throws SQLException {
    return SqlErrors.get(() -> {
      checkOpen();
      return columns.find(label);
    });
  }

  // What it is.

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    return SqlErrors.get(() -> {
      checkOpen();
      return new YoreResultSetMetaData(columns.metas());
    });
  }

  @Override
  public @Nullable Statement getStatement() throws SQLException {
    SqlErrors.run(this::checkOpen);
    return statement;
  }

  @Override
  public int getType() throws SQLException {
    return SqlErrors.get(() ->
        open() instanceof ScrollingCursor
            ? ResultSet.TYPE_SCROLL_INSENSITIVE
            : ResultSet.TYPE_FORWARD_ONLY);
  }

  @Override
  public int getConcurrency() throws SQLException {
    return SqlErrors.get(() -> {
      checkOpen();
      return ResultSet.CONCUR_READ_ONLY;
    });
  }

  @Override
  public int getHoldability() throws SQLException {
    return SqlErrors.get(() -> {
      checkOpen();
      return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    });
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    SqlErrors.run(() -> {
      checkOpen();
      YoreStatement.checkFetchDirection(direction);
    });
  }

  @Override
  public int getFetchDirection() throws SQLException {
    return SqlErrors.get(() -> {
      checkOpen();
      return ResultSet.FETCH_FORWARD;
    });
  }

  @Override
  public void setFetchSize(int rows) throws SQLException {
    SqlErrors.run(() -> {
      checkOpen();
      YoreStatement.checkNotNegative("fetch size", rows);
      fetchSize = rows;
    });
  }

  @Override
  public int getFetchSize() throws SQLException {
    return SqlErrors.get(() -> {
      checkOpen();
      return fetchSize;
    });
  }

  @Override
  public @Nullable SQLWarning getWarnings() throws SQLException {
    SqlErrors.run(this::checkOpen);
    return null;
  }

  @Override
  public void clearWarnings() throws SQLException {
    SqlErrors.run(this::checkOpen);
  }

  @Override
  public boolean rowUpdated() throws SQLException {
    clearWarnings();
    return false;
  }

  @Override
  public boolean rowInserted() throws SQLException {
    clearWarnings();
    return false;
  }

  @Override
  public boolean rowDeleted() throws SQLException {
    clearWarnings();
    return false;
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
