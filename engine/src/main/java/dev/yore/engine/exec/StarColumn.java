package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.value.DataType;

/**
 * A column that a scan or lookup makes of an attribute's datoms. Columns of one attribute in one
 * operator come of the same datom.
 *
 * @param attribute the attribute's number; of no meaning for ENTITY in a star
 * @param type of the column: REF for ENTITY and TX
 * @param required true when entities without the attribute are left out, false when they have nulls
 */
public record StarColumn(String name, int attribute, DataType type, Kind kind, boolean required) {

  /** Which component of the datom it shows. */
  public enum Kind {
    ENTITY,
    VALUE,
    /** The entity id of the transaction that added the datom. */
    TX
  }

  public static StarColumn entity(String name) {
    return new StarColumn(name, 0, DataType.REF, Kind.ENTITY, true);
  }

  public static StarColumn value(String name, int attribute, DataType type, boolean required) {
    return new StarColumn(name, attribute, type, Kind.VALUE, required);
  }

  public static StarColumn tx(String name, int attribute, boolean required) {
    return new StarColumn(name, attribute, DataType.REF, Kind.TX, required);
  }

  Plan.Field field(boolean alwaysNullable) {
    return new Plan.Field(name, type, alwaysNullable || (kind != Kind.ENTITY && !required));
  }
}
