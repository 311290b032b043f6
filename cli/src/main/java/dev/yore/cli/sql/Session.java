package dev.yore.cli.sql;

import dev.yore.cli.output.OutputFormat;
import dev.yore.cli.output.RowFormat;
import dev.yore.cli.output.TableStyle;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A connection and how its results are shown. One thread uses it. */
final class Session implements AutoCloseable {
  private final String url;
  private final Connection connection;
  private final PrintWriter out;
  private final PrintWriter err;
  private OutputFormat format = OutputFormat.TABLE;
  private TableStyle style = TableStyle.PLAIN;
  private boolean timing;
  private @Nullable String asOf;

  Session(String url, Connection connection, PrintWriter out, PrintWriter err) {
    this.url = url;
    this.connection = connection;
    this.out = out;
    this.err = err;
  }

  String url() {
    return url;
  }

  Connection connection() {
    return connection;
  }

  /** Where results go. */
  PrintWriter out() {
    return out;
  }

  /** Where errors and notes go. */
  PrintWriter err() {
    return err;
  }

  RowFormat openFormat() {
    return format.open(out, style);
  }

  OutputFormat format() {
    return format;
  }

  void setFormat(OutputFormat format) {
    this.format = format;
  }

  TableStyle style() {
    return style;
  }

  void setStyle(TableStyle style) {
    this.style = style;
  }

  boolean timing() {
    return timing;
  }

  void setTiming(boolean timing) {
    this.timing = timing;
  }

  /** The past moment that the session sees, as it was written; null for now. */
  @Nullable String asOf() {
    return asOf;
  }

  void setAsOf(@Nullable String asOf) {
    this.asOf = asOf;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
