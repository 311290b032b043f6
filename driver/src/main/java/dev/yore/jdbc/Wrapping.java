package dev.yore.jdbc;

import dev.yore.storage.error.ErrorCode;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** JDBC's {@code unwrap} for objects that wrap nothing. */
final class Wrapping {
  private Wrapping() {}

  static <T> T unwrap(Object self, @Nullable Class<T> wanted) throws SQLException {
    if (wanted == null || !wanted.isInstance(self)) {
      throw new SQLException(
          "This is no " + (wanted == null ? "null" : wanted.getName()),
          ErrorCode.INVALID_PARAMETER_VALUE.sqlState());
    }
    return wanted.cast(self);
  }

  static boolean isWrapperFor(Object self, @Nullable Class<?> wanted) {
    return wanted != null && wanted.isInstance(self);
  }
}
