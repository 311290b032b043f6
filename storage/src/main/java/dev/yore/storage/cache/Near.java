package dev.yore.storage.cache;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody who reads the same segments again and again remembers them, so as not to look them
 * up each time. The references are weak: what the cache lets go of goes.
 */
public final class Near {
  private final AtomicReferenceArray<@Nullable WeakReference<Cached>> known;

  /**
   * @param size how many segments there are to remember
   */
  public Near(int size) {
    known = new AtomicReferenceArray<>(size);
  }

  @Nullable Cached get(int index) {
    WeakReference<Cached> reference = known.getPlain(index);
    return reference == null ? null : reference.get();
  }

  void set(int index, Cached segment) {
    known.setRelease(index, new WeakReference<>(segment));
  }

  /** About the bytes of memory it takes. */
  public long bytes() {
    return 60L * known.length();
  }
}
