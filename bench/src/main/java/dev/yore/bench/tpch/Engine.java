package dev.yore.bench.tpch;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** A database that takes part. */
interface Engine extends AutoCloseable {
  String name();

  /** The one connection that queries run on. */
  Connection connection();

  /** Makes the tables and fills them; returns how many rows there are. */
  long load(double scale) throws SQLException;

  /** What is not part of the load: statistics, and the indexes this kind of database wants. */
  default void settle() throws SQLException {}

  /** Processor time taken so far by whatever works for this engine. */
  long cpuNanos();

  @Override
  void close() throws SQLException, IOException;
}
