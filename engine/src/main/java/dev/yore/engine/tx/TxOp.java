package dev.yore.engine.tx;

import dev.yore.engine.schema.Table;
import dev.yore.storage.column.Vector;
import dev.yore.storage.datom.Run;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a transaction on entities whose ids are known. The operations of one transaction
 * are a set: their order does not matter and two that exclude each other are an error.
 */
public sealed interface TxOp {

  /**
   * Stands for the entity of the transaction itself, whose id is not known before it is decided.
   */
  long THIS_TX = -1;

  /** The fact holds from now on; of a cardinality-one attribute the old value no more. */
  record Add(long entity, int attribute, Object value) implements TxOp {}

  /** The fact holds no more; without a value, all values of the attribute. */
  record Retract(long entity, int attribute, @Nullable Object value) implements TxOp {}

  /** The entity's facts, its components and all references to it hold no more. */
  record RetractEntity(long entity) implements TxOp {}

  /** Replaces a value if it is the expected one before the transaction; null expects none. */
  record Cas(long entity, int attribute, @Nullable Object expected, Object value) implements TxOp {}

  /**
   * Facts of entities that are new: nothing is known of them before the transaction.
   *
   * @param entities the ids, distinct; ascending is fastest
   * @param columns values for each of the entities; null for none
   */
  record InsertColumns(long[] entities, List<ColumnValues> columns) implements TxOp {
    public InsertColumns {
      columns = List.copyOf(columns);
      for (ColumnValues column : columns) {
        if (column.values().size() != entities.length) {
          throw new IllegalArgumentException(
              column.values().size() + " values for " + entities.length + " entities");
        }
      }
    }
  }

  /** The values of an attribute, in the order of the entities. */
  record ColumnValues(int attribute, Vector values) {}

  /**
   * New values of one attribute of existing entities; null takes the value away.
   *
   * @param entities the ids, distinct
   */
  record UpdateColumn(long[] entities, int attribute, Vector values) implements TxOp {
    public UpdateColumn {
      if (values.size() != entities.length) {
        throw new IllegalArgumentException(
            values.size() + " values for " + entities.length + " entities");
      }
    }
  }

  /** All facts that rows of a table consist of hold no more. */
  record DeleteRows(Table table, long[] entities) implements TxOp {}

  /** Assertions and retractions of one attribute, as events of any t, in AEVT order. */
  record Facts(Run events) implements TxOp {}
}
