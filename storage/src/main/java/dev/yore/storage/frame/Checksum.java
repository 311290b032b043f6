package dev.yore.storage.frame;

import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;

/** XXH64 with seed 0, the only checksum of the format. */
public final class Checksum {

  /** Not the variant on sun.misc.Unsafe, which JDK 24 and newer warn about on standard error. */
  private static final XXHash64 XXH64 = XXHashFactory.safeInstance().hash64();

  private static final long SEED = 0;

  private Checksum() {}

  public static long of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  public static long of(byte[] bytes, int offset, int length) {
    return XXH64.hash(bytes, offset, length, SEED);
  }
}
