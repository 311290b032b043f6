package dev.yore.storage.datom;

import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.value.DataType;
import org.jspecify.annotations.Nullable;

/**
 * The first components of an index key, in the order of the index: of EAVT the entity, the entity
 * and attribute, or all three, and so on. A prefix of length 0 stands before and after everything.
 *
 * @param length how many components count, 0 to 3
 * @param value a flat vector of one row, or null when the value is not among the components
 */
public record KeyPrefix(
    IndexOrder order,
    int length,
    long entity,
    int attribute,
    @Nullable DataType type,
    @Nullable Vector value) {

  /** The prefix that every key has. */
  public static KeyPrefix all(IndexOrder order) {
    return new KeyPrefix(order, 0, 0, 0, null, null);
  }

  /** EAVT: all of an entity. VAET: all references to an entity. */
  public static KeyPrefix entity(IndexOrder order, long entity) {
    return order == IndexOrder.VAET
        ? new KeyPrefix(order, 1, 0, 0, DataType.REF, Vectors.single(DataType.REF, entity))
        : new KeyPrefix(order, 1, entity, 0, null, null);
  }

  /** AEVT or AVET: all of an attribute. */
  public static KeyPrefix attribute(IndexOrder order, int attribute) {
    return new KeyPrefix(order, 1, 0, attribute, null, null);
  }

  /** EAVT or AEVT: an attribute of an entity. */
  public static KeyPrefix entityAttribute(IndexOrder order, long entity, int attribute) {
    return new KeyPrefix(order, 2, entity, attribute, null, null);
  }

  /** AVET: a value of an attribute. VAET: references to an entity by an attribute. */
  public static KeyPrefix attributeValue(
      IndexOrder order, int attribute, DataType type, Object value) {
    return new KeyPrefix(order, 2, 0, attribute, type, Vectors.single(type, value));
  }

  /** A whole key. */
  public static KeyPrefix whole(
      IndexOrder order, long entity, int attribute, DataType type, Object value) {
    return new KeyPrefix(order, 3, entity, attribute, type, Vectors.single(type, value));
  }
}
