package dev.yore.storage.file;

import dev.yore.storage.error.YoreException;
import java.nio.file.Path;

/** Opens a file and prints its pid, or the error; holds the file until it is killed. */
final class LockingChild {
  private LockingChild() {}

  public static void main(String[] arguments) throws Exception {
    try {
      FileStore store = FileStore.open(Path.of(arguments[0]));
      System.out.println("opened by " + ProcessHandle.current().pid());
      Thread.sleep(60_000);
      store.close();
    } catch (YoreException e) {
      System.out.println(e.code() + " " + e.facts().get("pid"));
    }
  }
}
