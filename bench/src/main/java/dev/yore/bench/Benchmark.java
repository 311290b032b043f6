package dev.yore.bench;

/** One subject of measurement. */
public interface Benchmark {
  /** What is measured, in one line. */
  String about();

  void run(Report report) throws Exception;
}
