package dev.yore.engine.tx;

import dev.yore.engine.db.Db;
import dev.yore.engine.schema.Attribute;
import dev.yore.engine.schema.Bootstrap;
import dev.yore.engine.schema.Schema;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.datom.RowSort;
import dev.yore.storage.datom.Run;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Checks that the facts that are there allow a change of their attributes. */
final class SchemaChanges {
  /** How many offenders an error names: enough to find a pattern. */
  static final int EXAMPLES_MAX = 3;

  private final Db before;
  private final Schema after;

  SchemaChanges(Db before, Schema after) {
    this.before = before;
    this.after = after;
  }

  void check() {
    for (Attribute old : before.schema().attributes()) {
      Attribute changed = after.attribute(old.id());
      if (changed == null) {
        throw never("The definition of an attribute cannot be taken away, only its name", old);
      }
      if (!old.equals(changed)) {
        change(old, changed);
      }
    }
  }

  private void change(Attribute old, Attribute changed) {
    if (Bootstrap.isSystem(old.id())) {
      throw never("An attribute that every database begins with cannot change", old);
    }
    if (!old.type().equals(changed.type())) {
      throw never("The type of an attribute cannot change", old)
          .with("from", old.type())
          .with("to", changed.type());
    }
    if (!old.tupleAttributes().equals(changed.tupleAttributes())) {
      throw never("The parts of a composite tuple cannot change", old);
    }
    if (old.many() && !changed.many()) {
      checkOneValueEach(changed);
    }
    if (old.unique() == null && changed.unique() != null) {
      checkUniqueValues(changed);
    }
  }

  private static YoreException never(String text, Attribute attribute) {
    return YoreException.of(ErrorCode.INVALID_SCHEMA_CHANGE, text)
        .with("attribute", attribute.ident());
  }

  private Run column(Attribute attribute) {
    return before.reader().column(attribute.id(), 0, Long.MAX_VALUE);
  }

  private void checkOneValueEach(Attribute attribute) {
    Run column = column(attribute);
    List<Long> examples = new ArrayList<>();
    for (int row = 1; row < column.size() && examples.size() < EXAMPLES_MAX; row++) {
      long entity = column.entity(row);
      boolean seen = !examples.isEmpty() && examples.getLast() == entity;
      if (entity == column.entity(row - 1) && !seen) {
        examples.add(entity);
      }
    }
    if (!examples.isEmpty()) {
      throw YoreException.of(
              ErrorCode.CARDINALITY_VIOLATION,
              "The attribute cannot become cardinality one: entities have several values")
          .with("attribute", attribute.ident())
          .with("entities", examples.toString());
    }
  }

  private void checkUniqueValues(Attribute attribute) {
    Run column = column(attribute);
    int[] rows = new int[column.size()];
    Arrays.setAll(rows, i -> i);
    RowSort.sort(rows, (left, right) -> compare(attribute, column, left, right));
    List<String> examples = new ArrayList<>();
    for (int i = 1; i < rows.length && examples.size() < EXAMPLES_MAX; i++) {
      if (compare(attribute, column, rows[i - 1], rows[i]) == 0
          && !hasMissingPart(attribute, column, rows[i])) {
        examples.add(
            column.value(rows[i])
                + " of "
                + column.entity(rows[i - 1])
                + " and "
                + column.entity(rows[i]));
      }
    }
    if (!examples.isEmpty()) {
      throw YoreException.of(
              ErrorCode.UNIQUE_VIOLATION,
              "The attribute cannot become unique: entities share values")
          .with("attribute", attribute.ident())
          .with("values", examples.toString());
    }
  }

  private static boolean hasMissingPart(Attribute attribute, Run column, int row) {
    return !attribute.tupleAttributes().isEmpty() && ((List<?>) column.value(row)).contains(null);
  }

  private static int compare(Attribute attribute, Run column, int left, int right) {
    return Vectors.compare(
        attribute.type(),
        column.vector(left),
        column.slot(left),
        column.vector(right),
        column.slot(right));
  }
}
