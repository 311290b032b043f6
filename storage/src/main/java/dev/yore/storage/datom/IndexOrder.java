package dev.yore.storage.datom;

/** The four sort orders in which datoms are kept; within one key, by t and retraction first. */
public enum IndexOrder {
  /** By entity: one entity's facts stand together, as a row. */
  EAVT(1),
  /** By attribute, then entity: one attribute's values stand together, as a column. */
  AEVT(2),
  /** By attribute, then value: only unique and indexed attributes. */
  AVET(3),
  /** By value, for references only: who refers to an entity. */
  VAET(4);

  private final int code;

  IndexOrder(int code) {
    this.code = code;
  }

  /** The number that stands for this order in stored data. */
  public int code() {
    return code;
  }

  /** True when a segment of this index never holds two attributes. */
  public boolean byAttribute() {
    return this == AEVT || this == AVET;
  }

  /** The order with this code. */
  public static IndexOrder ofCode(int code) {
    for (IndexOrder order : values()) {
      if (order.code == code) {
        return order;
      }
    }
    throw new IllegalArgumentException("no index order has code " + code);
  }
}
