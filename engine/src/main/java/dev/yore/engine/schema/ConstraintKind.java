package dev.yore.engine.schema;

import dev.yore.storage.value.Keyword;
import org.jspecify.annotations.Nullable;

/** What a constraint entity of a table is. */
public enum ConstraintKind {
  UNIQUE("unique"),
  FOREIGN_KEY("foreign-key"),
  INDEX("index"),
  UNIQUE_INDEX("unique-index");

  private final Keyword ident;

  ConstraintKind(String name) {
    this.ident = Keyword.of("yore.constraint.kind/" + name);
  }

  /** The keyword that stands for this kind in stored data. */
  public Keyword ident() {
    return ident;
  }

  /** The kind of this keyword, or null when there is none. */
  public static @Nullable ConstraintKind of(Object keyword) {
    for (ConstraintKind kind : values()) {
      if (kind.ident.equals(keyword)) {
        return kind;
      }
    }
    return null;
  }
}
