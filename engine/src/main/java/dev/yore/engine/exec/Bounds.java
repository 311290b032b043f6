package dev.yore.engine.exec;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import org.jspecify.annotations.Nullable;

/** The values of LIMIT and OFFSET. */
final class Bounds {
  private Bounds() {}

  /** How many rows to skip; null is none. */
  static long offset(@Nullable Evaluator offset, ExecutionContext context) {
    Object value = offset == null ? null : offset.value(context);
    long rows = value == null ? 0 : ((Number) value).longValue();
    if (rows < 0) {
      throw YoreException.of(ErrorCode.INVALID_OFFSET, "OFFSET must not be negative")
          .with("offset", rows);
    }
    return rows;
  }

  /** How many rows to give; null is all. */
  static long limit(@Nullable Evaluator limit, ExecutionContext context) {
    Object value = limit == null ? null : limit.value(context);
    long rows = value == null ? Long.MAX_VALUE : ((Number) value).longValue();
    if (rows < 0) {
      throw YoreException.of(ErrorCode.INVALID_LIMIT, "LIMIT must not be negative")
          .with("limit", rows);
    }
    return rows;
  }
}
