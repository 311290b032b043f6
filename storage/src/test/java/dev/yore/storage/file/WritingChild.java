package dev.yore.storage.file;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Writes pairs of values until it is killed, and prints the number of each when acknowledged. */
final class WritingChild {
  private WritingChild() {}

  public static void main(String[] arguments) {
    FileStore store = FileStore.open(Path.of(arguments[0]));
    int n = store.list("small/").size();
    System.out.println("ready " + ProcessHandle.current().pid());
    if (n > 0) {
      store.compareAndSet("root", n - 1, value(n - 1, 3000));
    }
    while (true) {
      store.putIfAbsent(Map.of(small(n), value(n, 50), large(n), value(n, n % 7 * 20_000)));
      store.compareAndSet("root", n, value(n, 3000));
      if (n >= 20) {
        store.delete(List.of(large(n - 20)));
      }
      System.out.println(n++);
    }
  }

  static String small(int n) {
    return "small/%08d".formatted(n);
  }

  static String large(int n) {
    return "large/%08d".formatted(n);
  }

  static byte[] value(int n, int size) {
    byte[] value = new byte[size];
    new Random(n).nextBytes(value);
    return value;
  }
}
