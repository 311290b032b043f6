package dev.yore.transactor;

import dev.yore.storage.tree.TreeOptions;
import java.time.Duration;

/**
 * How a transactor works.
 *
 * @param logged false for a database that lives no longer than the process: commits write nothing
 * @param indexThreshold bytes of novelty from which on it is indexed
 * @param indexDatoms datoms of novelty from which on it is indexed, whatever their bytes
 * @param indexCeiling bytes of novelty from which on writers are slowed down
 * @param trees the shape of index trees
 * @param cacheBytes what decoded segments may take, or {@link #CACHE_BY_HEAP}
 * @param grace how long segments stay that new trees do without: other processes may read them
 */
public record TransactorOptions(
    boolean logged,
    long indexThreshold,
    long indexDatoms,
    long indexCeiling,
    TreeOptions trees,
    long cacheBytes,
    Duration grace) {

  /** Segments may take the usual part of the heap. */
  public static final long CACHE_BY_HEAP = -1;

  /** The usual part of the heap. */
  private static final double CACHE_HEAP_FRACTION = 0.3;

  /** Bytes of novelty that are scanned and merged with ease. */
  public static final long INDEX_THRESHOLD = 32L << 20;

  /** Bytes of novelty that a process should not pass. */
  public static final long INDEX_CEILING = 256L << 20;

  public static final TransactorOptions DEFAULT =
      new TransactorOptions(
          true,
          INDEX_THRESHOLD,
          Long.MAX_VALUE,
          INDEX_CEILING,
          TreeOptions.DEFAULT,
          CACHE_BY_HEAP,
          Duration.ZERO);

  public TransactorOptions {
    if (indexThreshold < 1 || indexDatoms < 1 || indexCeiling < indexThreshold) {
      throw new IllegalArgumentException(
          "index from "
              + indexThreshold
              + " bytes or "
              + indexDatoms
              + " datoms on, at most "
              + indexCeiling);
    }
  }

  /** Whether other processes use the store as well. */
  public boolean shared() {
    return grace.isPositive();
  }

  /** The bytes that decoded segments may take in this process. */
  public long cacheBytesHere() {
    return cacheBytes >= 0
        ? cacheBytes
        : (long) (Runtime.getRuntime().maxMemory() * CACHE_HEAP_FRACTION);
  }

  /** The same with novelty indexed from so many datoms on. */
  public TransactorOptions indexedEvery(long datoms) {
    return new TransactorOptions(
        logged, indexThreshold, datoms, indexCeiling, trees, cacheBytes, grace);
  }

  /** The same for a database that ends with the process. */
  public TransactorOptions unlogged() {
    return new TransactorOptions(
        false, indexThreshold, indexDatoms, indexCeiling, trees, cacheBytes, grace);
  }

  public TransactorOptions withTrees(TreeOptions shape) {
    return new TransactorOptions(
        logged, indexThreshold, indexDatoms, indexCeiling, shape, cacheBytes, grace);
  }

  /** The same with decoded segments taking so many bytes at most; 0 to keep none. */
  public TransactorOptions withCache(long bytes) {
    return new TransactorOptions(
        logged, indexThreshold, indexDatoms, indexCeiling, trees, bytes, grace);
  }

  /** The same for a store that other processes read as well. */
  public TransactorOptions withGrace(Duration time) {
    return new TransactorOptions(
        logged, indexThreshold, indexDatoms, indexCeiling, trees, cacheBytes, time);
  }
}
