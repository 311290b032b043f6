package dev.yore.tck.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;

/**
 * Virtual threads with a scheduler of ours. The JDK has them and does not offer them, so this needs
 * {@code --add-opens java.base/java.lang=ALL-UNNAMED}; and a JDK in which monitors do not hold on
 * to the thread below, which is 24 or newer.
 */
final class VirtualThreads {
  private static final int OLDEST_JDK = 24;
  private static final Method NEW_THREAD = find();

  private VirtualThreads() {}

  private static Method find() {
    int jdk = Runtime.version().feature();
    if (jdk < OLDEST_JDK) {
      throw new IllegalStateException(
          "A simulation needs JDK " + OLDEST_JDK + " or newer; this is " + jdk);
    }
    try {
      Method found =
          Class.forName("java.lang.ThreadBuilders")
              .getDeclaredMethod(
                  "newVirtualThread", Executor.class, String.class, int.class, Runnable.class);
      found.setAccessible(true);
      return found;
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new IllegalStateException(
          "A simulation needs the JVM flag --add-opens java.base/java.lang=ALL-UNNAMED", e);
    }
  }

  /** A thread that has not started; the scheduler gets each step of it to run. */
  static Thread unstarted(Executor scheduler, String name, Runnable task) {
    try {
      return (Thread) NEW_THREAD.invoke(null, scheduler, name, 0, task);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("This JDK makes virtual threads in another way", e);
    }
  }
}
