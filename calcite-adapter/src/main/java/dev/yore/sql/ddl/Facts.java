package dev.yore.sql.ddl;

import dev.yore.engine.schema.Bootstrap;
import dev.yore.engine.schema.ConstraintKind;
import dev.yore.engine.schema.EntityIds;
import dev.yore.engine.schema.IdList;
import dev.yore.engine.tx.TxOp;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Keyword;
import java.util.ArrayList;
import java.util.List;

/** Collects facts about entities of the schema. */
final class Facts {
  final List<TxOp> ops = new ArrayList<>();
  private final NewEntities ids;

  Facts(NewEntities ids) {
    this.ids = ids;
  }

  long newEntity() {
    return ids.reserve(EntityIds.SCHEMA_PARTITION, 1);
  }

  void add(long entity, int attribute, Object value) {
    ops.add(new TxOp.Add(entity, attribute, value));
  }

  void retract(long entity, int attribute) {
    ops.add(new TxOp.Retract(entity, attribute, null));
  }

  /** Says what every attribute must say; returns its number. */
  int attribute(Keyword ident, DataType type) {
    long entity = newEntity();
    add(entity, Bootstrap.IDENT, ident);
    add(entity, Bootstrap.VALUE_TYPE, (long) Bootstrap.TYPE_IDENTS + type.valueType().code());
    add(entity, Bootstrap.CARDINALITY, (long) Bootstrap.CARDINALITY_ONE);
    if (!type.equals(DataType.of(type.valueType())) && type.parts().isEmpty()) {
      add(entity, Bootstrap.PRECISION, (long) type.precision());
      add(entity, Bootstrap.SCALE, (long) type.scale());
    }
    return (int) entity;
  }

  /** A composite tuple of attributes. */
  int tuple(Keyword ident, List<Integer> attributes, DataType type) {
    int tuple = attribute(ident, type);
    add(tuple, Bootstrap.TUPLE_ATTRIBUTES, IdList.format(attributes));
    return tuple;
  }

  long constraint(long table, ConstraintKind kind, String name, List<Integer> attributes) {
    long entity = newEntity();
    add(entity, Bootstrap.CONSTRAINT_TABLE, table);
    add(entity, Bootstrap.CONSTRAINT_KIND, kind.ident());
    add(entity, Bootstrap.CONSTRAINT_NAME, name);
    add(entity, Bootstrap.CONSTRAINT_COLUMNS, IdList.format(attributes));
    return entity;
  }
}
