package dev.yore.tck.simulation;

/**
 * How often things go wrong, each one in so many; 0 for never. Changed while a simulation runs.
 *
 * @param storeLost calls of the store that never arrive there
 * @param storeUnheard calls whose answer is lost
 * @param storeLate calls that take effect after the caller has given up
 * @param messageLost messages that are dropped though the connection stays
 * @param messageTwice messages that arrive twice
 * @param messageLate messages that others behind them overtake
 */
record Faults(
    int storeLost,
    int storeUnheard,
    int storeLate,
    int messageLost,
    int messageTwice,
    int messageLate) {
  static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0);

  /** Some of them often, some rarely and some never, by chance. */
  static Faults drawn(Scheduler by) {
    return new Faults(rate(by), rate(by), rate(by), rate(by), rate(by), rate(by));
  }

  private static int rate(Scheduler by) {
    return switch (by.random().nextInt(4)) {
      case 0, 1 -> 0;
      case 2 -> 300;
      default -> 40;
    };
  }
}
