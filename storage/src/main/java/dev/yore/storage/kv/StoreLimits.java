package dev.yore.storage.kv;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.Collection;
import java.util.Map;

/** The limits of {@link KeyValueStore}, checked by every store before it does anything. */
public final class StoreLimits {
  private StoreLimits() {}

  public static void checkKeys(Collection<String> keys) {
    keys.forEach(StoreLimits::checkKey);
  }

  public static void checkKey(String key) {
    if (key.isEmpty()) {
      throw YoreException.of(ErrorCode.INVALID_PARAMETER_VALUE, "A key must not be empty");
    }
    if (key.length() > KeyValueStore.KEY_CHARS_MAX) {
      throw YoreException.of(ErrorCode.LIMIT_EXCEEDED, "The key is too long")
          .with("characters", key.length())
          .with("allowed", KeyValueStore.KEY_CHARS_MAX)
          .with("key", key);
    }
    checkCharacters(key);
  }

  /** A prefix follows the rules of a key, but may be empty. */
  public static void checkPrefix(String prefix) {
    if (!prefix.isEmpty()) {
      checkKey(prefix);
    }
  }

  public static void checkBatch(Map<String, byte[]> values) {
    long bytes = 0;
    for (Map.Entry<String, byte[]> entry : values.entrySet()) {
      checkKey(entry.getKey());
      checkValue(entry.getKey(), entry.getValue());
      bytes += entry.getValue().length;
    }
    if (bytes > KeyValueStore.BATCH_BYTES_MAX) {
      throw YoreException.of(ErrorCode.LIMIT_EXCEEDED, "The values of one batch are too large")
          .with("bytes", bytes)
          .with("allowed", KeyValueStore.BATCH_BYTES_MAX);
    }
  }

  public static void checkValue(String key, byte[] value) {
    if (value.length > KeyValueStore.VALUE_BYTES_MAX) {
      throw YoreException.of(ErrorCode.LIMIT_EXCEEDED, "The value is too large")
          .with("key", key)
          .with("bytes", value.length)
          .with("allowed", KeyValueStore.VALUE_BYTES_MAX);
    }
  }

  private static void checkCharacters(String key) {
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c < '!' || c > '~') {
        throw YoreException.of(
                ErrorCode.INVALID_PARAMETER_VALUE, "A key has printable ASCII characters only")
            .with("key", key)
            .with("position", i);
      }
    }
  }
}
