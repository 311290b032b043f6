package dev.yore.storage.kv;

import dev.yore.storage.error.YoreException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A durable map from keys to byte arrays with revisions; everything Yore keeps is kept in one.
 *
 * <p>A key has 1 to {@link #KEY_CHARS_MAX} printable ASCII characters ({@code !} to {@code ~}), a
 * value 0 to {@link #VALUE_BYTES_MAX} bytes; anything else is refused with {@code LIMIT_EXCEEDED}
 * or {@code INVALID_PARAMETER_VALUE} before anything is written. A batch has up to {@link
 * #BATCH_BYTES_MAX} bytes of values.
 *
 * <p>What a writing operation did is <em>durable</em> when it returns: it survives the end of the
 * process and, for stores on disk, of the machine. Each call is atomic: it is seen, and survives,
 * whole or not at all. Calls of all threads are in one order, and a call sees all calls that
 * returned before it began.
 *
 * <p>Arrays are neither copied nor changed by the store: the caller gives away what it writes and
 * must not change what it reads.
 *
 * <p>Errors are {@link YoreException}s: {@code CORRUPTED} names the key and the check, other values
 * stay readable where possible; {@code DISK_FULL} means nothing of the call was written, reads go
 * on, and writes work again when there is room; {@code CLOSED} after {@link #close}; {@code
 * IO_ERROR} for anything else the disk says. After an error other than the ones above a write may
 * or may not have happened.
 *
 * <p>A store behind a network may take the very same bytes under a key for what the caller has put:
 * writers that must know who of them was first put something of their own into the value.
 */
public interface KeyValueStore extends AutoCloseable {

  /** Keys are names made by Yore, the longest has a database name of 128 characters in it. */
  int KEY_CHARS_MAX = 512;

  /** One log entry or segment; large enough for any, small enough to hold several in memory. */
  int VALUE_BYTES_MAX = 64 << 20;

  /** The values of one batch together; it is held in memory until it is durable. */
  long BATCH_BYTES_MAX = 256L << 20;

  /** Returns the values of those keys that exist, from one moment. */
  Map<String, Versioned> get(Collection<String> keys);

  /** Returns the value of one key, or null where there is none. */
  default @Nullable Versioned get(String key) {
    return get(List.of(key)).get(key);
  }

  /**
   * Writes those values whose key does not exist yet, as revision 1, all in one durable step.
   *
   * @return the keys that were taken already, whose values are left as they were
   */
  Set<String> putIfAbsent(Map<String, byte[]> values);

  /** Writes the value if the key does not exist yet, and tells whether it did. */
  default boolean putIfAbsent(String key, byte[] value) {
    return putIfAbsent(Map.of(key, value)).isEmpty();
  }

  /**
   * Writes the value as revision {@code expectedRev + 1} if the key is at {@code expectedRev}; 0
   * means that it must not exist.
   *
   * @return whether it was written; where not, nothing has changed
   */
  boolean compareAndSet(String key, long expectedRev, byte[] value);

  /** Returns the keys that begin with the prefix, which may be empty, in the order of bytes. */
  List<String> list(String prefix);

  /** Removes the keys, durably; those that do not exist are passed over. */
  void delete(Collection<String> keys);

  /** Ends all use of the store; a second call does nothing. */
  @Override
  void close();
}
