package dev.yore.engine.tx;

import dev.yore.engine.edn.EdnForm;
import dev.yore.engine.schema.Attribute;
import dev.yore.storage.value.Keyword;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement of transaction data, taken out of maps and lists.
 *
 * @param attribute null for {@link Kind#RETRACT_ENTITY} only
 * @param value a value of the attribute's type; for references a {@link Term}; {@link Terms} for a
 *     list of attributes; null to retract all values
 * @param expected for {@link Kind#CAS} the value before, or null for none
 * @param form where it was written
 */
record Fact(
    Kind kind,
    Term entity,
    @Nullable Attribute attribute,
    @Nullable Object value,
    @Nullable Object expected,
    EdnForm form) {

  enum Kind {
    ADD,
    RETRACT,
    RETRACT_ENTITY,
    CAS
  }

  /** What stands for an entity. */
  sealed interface Term {}

  /** An entity whose id is known. */
  record Known(long id) implements Term {}

  /** An entity that is found or made by this transaction. */
  record Temporary(Tempid tempid) implements Term {}

  /** An entity by its ident, which this transaction may give it. */
  record Named(Keyword ident) implements Term {}

  /** Attributes in order, kept as one text. */
  record Terms(List<Term> terms) {
    Terms {
      terms = List.copyOf(terms);
    }
  }
}
