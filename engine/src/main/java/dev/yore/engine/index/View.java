package dev.yore.engine.index;

/**
 * How a database value sees time.
 *
 * @param asOf the last t that is seen
 * @param since datoms added at or before this t are not seen; 0 for all
 * @param history true to see every assertion and retraction instead of what holds
 */
public record View(long asOf, long since, boolean history) {

  /** What holds at the end of time, for indexes whose own basis is the limit. */
  public static final View NOW = new View(Long.MAX_VALUE, 0, false);

  public View withAsOf(long t) {
    return new View(Math.min(asOf, t), since, history);
  }

  public View withSince(long t) {
    return new View(asOf, Math.max(since, t), history);
  }

  public View withHistory() {
    return new View(asOf, since, true);
  }
}
