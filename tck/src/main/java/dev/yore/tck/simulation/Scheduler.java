package dev.yore.tck.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the steps of all threads of all processes in the thread that calls {@link #run}, one after
 * another in an order drawn from the seed. Time goes on a little with each step, and when there is
 * none to run it jumps to the next moment for which something is planned.
 */
final class Scheduler {
  /** A step takes up to so long. */
  private static final int STEP_NANOS = 20_000;

  private final Random random;
  private final Thread thread = Thread.currentThread();
  private final List<Step> ready = new ArrayList<>();
  private final PriorityQueue<Plan> plans =
      new PriorityQueue<>(Comparator.comparingLong(Plan::at).thenComparingLong(Plan::number));
  private long nanos = TimeUnit.HOURS.toNanos(1);
  private long planned;
  private long trace;
  private @Nullable SimulationFailure failure;

  private record Step(SimulatedProcess process, Runnable task) {}

  private record Plan(long at, long number, SimulatedProcess process, Runnable task) {}

  Scheduler(Random random) {
    this.random = random;
  }

  Random random() {
    return random;
  }

  long nanos() {
    return nanos;
  }

  /** A number made of all that has happened so far. */
  long trace() {
    return trace;
  }

  /** A step of a process can run now. */
  void ready(SimulatedProcess process, Runnable task) {
    if (Thread.currentThread().isVirtual() || Thread.currentThread() == thread) {
      ready.add(new Step(process, task));
    } else {
      // A timer or a pool of the JVM's own: the same seed would not give the same run.
      throw new IllegalStateException(
          "a step of " + process + " comes from outside, from " + Thread.currentThread());
    }
  }

  /** Has something run in a process after a time, if the process is still there. */
  void after(long delay, SimulatedProcess process, Runnable task) {
    plans.add(new Plan(nanos + Math.max(0, delay), planned++, process, task));
  }

  /** A random time around the one given, now and then ten times as much. */
  long around(long delay) {
    long most = random.nextInt(20) == 0 ? 10 * delay : 2 * delay;
    return 1 + random.nextLong(most);
  }

  boolean oneIn(int count) {
    return count > 0 && random.nextInt(count) == 0;
  }

  /** A thread has ended by an exception, which ends the simulation. */
  void failed(String threadName, Throwable e) {
    failure = new SimulationFailure("the thread " + threadName + " died of " + e, e);
  }

  /** Lets so much time go by. */
  void run(long duration) {
    long end = nanos + duration;
    while (nanos < end) {
      if (failure != null) {
        throw failure;
      }
      Plan due = plans.peek();
      boolean isDue = due != null && due.at() <= nanos;
      if (isDue || (ready.isEmpty() && due != null && due.at() < end)) {
        plans.remove();
        nanos = Math.max(nanos, due.at());
        step(new Step(due.process(), due.task()));
      } else if (ready.isEmpty()) {
        nanos = end;
      } else {
        int next = random.nextInt(ready.size());
        Step step = ready.get(next);
        ready.set(next, ready.getLast());
        ready.removeLast();
        nanos += 1 + random.nextInt(STEP_NANOS);
        step(step);
      }
    }
  }

  private void step(Step step) {
    SimulatedProcess process = step.process();
    if (process.isPaused()) {
      process.hold(step.task());
    } else if (process.isAlive()) {
      trace = 31 * (31 * trace + process.number()) + nanos;
      step.task().run();
    }
  }
}
