package dev.yore.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures several ways of doing the same on one machine, in turns (A B A B …), so that whatever
 * else the machine does meets them all alike; only their ratios mean much where it is shared.
 */
public final class SideBySide {
  /** Turns that count; an odd number, so that one of them is the median. */
  private static final int ROUNDS = Integer.getInteger("yore.bench.rounds", 15);

  /** How long each way runs before it counts. */
  private static final long WARM_NANOS = 1_000_000L * Integer.getInteger("yore.bench.warm", 4_000);

  /** How long a turn lasts at least. */
  private static final long TURN_NANOS = 1_000_000L * Integer.getInteger("yore.bench.turn", 150);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** A piece of work; the result is how many units of it were done. */
  public interface Work {
    long run() throws Exception;
  }

  private record Side(String name, Work work) {}

  private final String unit;
  private final List<Side> sides = new ArrayList<>();
  private int rounds = ROUNDS;
  private long warmNanos = WARM_NANOS;

  /**
   * @param unit what is counted
   */
  public SideBySide(String unit) {
    this.unit = unit;
  }

  /** Measures for a shorter time, for what takes long by itself. */
  public SideBySide briefly(int rounds, long warmMillis) {
    this.rounds = Math.min(rounds, ROUNDS);
    this.warmNanos = Math.min(1_000_000L * warmMillis, WARM_NANOS);
    return this;
  }

  public SideBySide side(String name, Work work) {
    sides.add(new Side(name, work));
    return this;
  }

  /** Measures and writes a table of it. */
  public void run(Report report) throws Exception {
    report.sides(unit, measure());
  }

  /** The contestants in the order they were named. */
  public List<Measured> measure() throws Exception {
    warm();
    double[][] times = new double[sides.size()][rounds];
    double[][] cpuTimes = new double[sides.size()][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < times.length; i++) {
        Turn turn = turn(sides.get(i).work, TURN_NANOS);
        times[i][round] = turn.nanos;
        cpuTimes[i][round] = turn.cpuNanos;
      }
    }
    List<Measured> measured = new ArrayList<>();
    for (int i = 0; i < times.length; i++) {
      measured.add(Measured.of(sides.get(i).name, times[i], cpuTimes[i]));
    }
    return measured;
  }

  /** Runs each way for a while, in turns; one that takes long runs no more often than it must. */
  private void warm() throws Exception {
    long[] taken = new long[sides.size()];
    for (int part = 0; part < 4; part++) {
      for (int i = 0; i < taken.length; i++) {
        if (taken[i] < warmNanos) {
          long begin = System.nanoTime();
          turn(sides.get(i).work, warmNanos / 4);
          taken[i] += System.nanoTime() - begin;
        }
      }
    }
  }

  /** What a unit took. */
  private record Turn(double nanos, double cpuNanos) {}

  private static Turn turn(Work work, long nanosMin) throws Exception {
    long cpuBegin = THREADS.getCurrentThreadCpuTime();
    long begin = System.nanoTime();
    long units = 0;
    long taken;
    do {
      units += work.run();
      taken = System.nanoTime() - begin;
    } while (taken < nanosMin);
    long cpu = THREADS.getCurrentThreadCpuTime() - cpuBegin;
    return new Turn((double) taken / units, (double) cpu / units);
  }
}
