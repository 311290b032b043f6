package dev.yore.bench;

import java.util.Arrays;

/**
 * What one contestant took.
 *
 * @param nanos the median time of one unit
 * @param cpuNanos the median of the processor time that the calling thread took for it
 * @param spread half the distance between the quartiles, as a part of the median
 */
public record Measured(String name, double nanos, double cpuNanos, double spread) {
  static Measured of(String name, double[] samples, double[] cpuSamples) {
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    double median = at(sorted, 0.5);
    double spread = (at(sorted, 0.75) - at(sorted, 0.25)) / 2 / median;
    return new Measured(name, median, median(cpuSamples), spread);
  }

  public static double median(double[] samples) {
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    return at(sorted, 0.5);
  }

  private static double at(double[] sorted, double part) {
    double place = part * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
