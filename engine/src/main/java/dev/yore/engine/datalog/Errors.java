package dev.yore.engine.datalog;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.SourcePosition;
import dev.yore.storage.error.YoreException;
import java.util.Collection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Errors of queries. */
final class Errors {
  private Errors() {}

  /** Does something; an error of it that has no place gets this one. */
  static <T> T at(@Nullable SourcePosition position, Supplier<T> action) {
    try {
      return action.get();
    } catch (YoreException e) {
      throw e.position() == null ? e.at(position) : e;
    }
  }

  static YoreException unbound(
      String variable, Object clause, Collection<String> bound, @Nullable SourcePosition position) {
    return YoreException.of(ErrorCode.UNBOUND_VARIABLE, "No clause binds the variable")
        .with("variable", variable)
        .with("clause", clause.toString())
        .with("bound", String.join(" ", bound.stream().filter(b -> !b.contains("#")).toList()))
        .at(position);
  }
}
