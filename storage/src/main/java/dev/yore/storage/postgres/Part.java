package dev.yore.storage.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * As much of a batch as one statement takes, in the order of keys: writers that take the rows in
 * one order do not wait for each other in a circle.
 */
record Part(List<String> keys, List<byte[]> values) {

  /** pgjdbc and the server each copy the values of a statement; a larger value goes alone. */
  private static final int BYTES_MAX = 8 << 20;

  private static final int VALUES_MAX = 4096;

  Part {
    keys = List.copyOf(keys);
    values = List.copyOf(values);
  }

  static List<Part> of(Map<String, byte[]> batch) {
    List<Part> parts = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    List<byte[]> values = new ArrayList<>();
    long bytes = 0;
    for (Map.Entry<String, byte[]> entry : new TreeMap<>(batch).entrySet()) {
      bytes += entry.getValue().length;
      if (!keys.isEmpty() && (bytes > BYTES_MAX || keys.size() == VALUES_MAX)) {
        parts.add(new Part(keys, values));
        keys.clear();
        values.clear();
        bytes = entry.getValue().length;
      }
      keys.add(entry.getKey());
      values.add(entry.getValue());
    }
    if (!keys.isEmpty()) {
      parts.add(new Part(keys, values));
    }
    return parts;
  }
}
