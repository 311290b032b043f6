package dev.yore.engine.datalog;

import dev.yore.storage.error.SourcePosition;
import org.jspecify.annotations.Nullable;

/** What a query is given when it runs. */
public sealed interface Input {

  /** A database: {@code $} or {@code $name}. */
  record Database(String name) implements Input {}

  /** Rules: {@code %}. */
  record Rules() implements Input {}

  /** Values. */
  record Values(Binding binding, @Nullable SourcePosition position) implements Input {}
}
