package dev.yore.storage.datom;

/**
 * A range of an index between two key prefixes. A key that begins with an inclusive prefix is
 * inside, one that begins with an exclusive prefix is outside.
 */
public record KeyRange(KeyPrefix low, boolean lowInclusive, KeyPrefix high, boolean highInclusive) {
  public KeyRange {
    if (low.order() != high.order()) {
      throw new IllegalArgumentException("a range from " + low.order() + " to " + high.order());
    }
  }

  /** All keys that begin with a prefix. */
  public static KeyRange of(KeyPrefix prefix) {
    return new KeyRange(prefix, true, prefix, true);
  }

  public static KeyRange all(IndexOrder order) {
    return of(KeyPrefix.all(order));
  }

  /** The entities of an attribute from {@code from} up to but not including {@code to}. */
  public static KeyRange entities(int attribute, long from, long to) {
    return new KeyRange(
        KeyPrefix.entityAttribute(IndexOrder.AEVT, from, attribute),
        true,
        KeyPrefix.entityAttribute(IndexOrder.AEVT, to, attribute),
        false);
  }

  public IndexOrder order() {
    return low.order();
  }
}
