package dev.yore.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Measures several ways of doing the same on one machine, in turns (A B A B …), so that whatever
 * else the machine does meets them all alike; only their ratios mean much where it is shared.
 */
final class SideBySide {
  /** Turns that count; an odd number, so that one of them is the median. */
  private static final int ROUNDS = Integer.getInteger("yore.bench.rounds", 15);

  /** How long each way runs before it counts. */
  private static final long WARM_NANOS = 1_000_000L * Integer.getInteger("yore.bench.warm", 4_000);

  /** How long a turn lasts at least. */
  private static final long TURN_NANOS = 1_000_000L * Integer.getInteger("yore.bench.turn", 150);

  /** A piece of work; the result is how many units of it were done. */
  interface Work {
    long run() throws Exception;
  }

  private record Side(String name, Work work) {}

  private final String unit;
  private final List<Side> sides = new ArrayList<>();

  /**
   * @param unit what is counted
   */
  SideBySide(String unit) {
    this.unit = unit;
  }

  SideBySide side(String name, Work work) {
    sides.add(new Side(name, work));
    return this;
  }

  /** Measures and writes a table of it. */
  void run(Report report) throws Exception {
    report.sides(unit, measure());
  }

  /** The contestants in the order they were named. */
  List<Measured> measure() throws Exception {
    warm(sides);
    double[][] samples = new double[sides.size()][ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < samples.length; i++) {
        samples[i][round] = turn(sides.get(i).work, TURN_NANOS);
      }
    }
    List<Measured> measured = new ArrayList<>();
    for (int i = 0; i < samples.length; i++) {
      measured.add(Measured.of(sides.get(i).name, samples[i]));
    }
    return measured;
  }

  private static void warm(List<Side> sides) throws Exception {
    for (int part = 0; part < 4; part++) {
      for (Side side : sides) {
        turn(side.work, WARM_NANOS / 4);
      }
    }
  }

  /** The nanoseconds of a unit. */
  private static double turn(Work work, long nanosMin) throws Exception {
    long begin = System.nanoTime();
    long units = 0;
    long taken;
    do {
      units += work.run();
      taken = System.nanoTime() - begin;
    } while (taken < nanosMin);
    return (double) taken / units;
  }
}
