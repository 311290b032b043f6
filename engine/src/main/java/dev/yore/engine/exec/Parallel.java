package dev.yore.engine.exec;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs operators by several threads where that is worth while. */
final class Parallel {
  /** With fewer morsels a query does not trouble other threads. */
  static final int MORSELS_MIN = 4;

  private Parallel() {}

  /** The rows of an operator, computed by several threads if it has many; always in its order. */
  static BatchCursor open(Operator operator, ExecutionContext context) {
    Morsels morsels = morsels(operator, context);
    return morsels == null ? operator.open(context) : new Rows(morsels, context);
  }

  /** The rows of morsels in order, which are closed with the cursor. */
  static BatchCursor rows(Morsels morsels, ExecutionContext context) {
    return new Rows(morsels, context);
  }

  /** Whether expressions can be computed by several threads: sub-queries keep what they find. */
  static boolean free(List<Evaluator> evaluators) {
    return evaluators.stream().allMatch(evaluator -> evaluator.subPlans().isEmpty());
  }

  /** The operator's morsels if several threads may compute them, else null. */
  static @Nullable Morsels morsels(Operator operator, ExecutionContext context) {
    boolean alone =
        context.parallelism() == 1
            || context.scope() != null
            || context.execution().profile() != null;
    return alone || !(operator instanceof OperatorNode node) ? null : node.split(context);
  }

  /** Morsels of which each batch is changed by itself; null becomes no batch. */
  static Morsels map(Morsels from, Step step) {
    return new Morsels() {
      @Override
      public int count() {
        return from.count();
      }

      @Override
      public List<Batch> read(int morsel) {
        List<Batch> changed = new ArrayList<>();
        for (Batch batch : from.read(morsel)) {
          Batch result = step.apply(batch);
          if (result != null) {
            changed.add(result);
          }
        }
        return changed;
      }

      @Override
      public void close() {
        from.close();
      }
    };
  }

  /** What an operator does with a batch. */
  interface Step {
    @Nullable Batch apply(Batch batch);
  }

  /** The batches of morsels in order. */
  private static final class Rows implements BatchCursor {
    private final Morsels morsels;
    private final InOrder<List<Batch>> parts;
    private Iterator<Batch> batches = List.<Batch>of().iterator();

    Rows(Morsels morsels, ExecutionContext context) {
      this.morsels = morsels;
      int threads = morsels.count() < MORSELS_MIN ? 1 : context.parallelism();
      this.parts = new InOrder<>(morsels.count(), threads, morsels::read, context);
    }

    @Override
    public @Nullable Batch next() {
      while (!batches.hasNext()) {
        List<Batch> part = parts.next();
        if (part == null) {
          return null;
        }
        batches = part.iterator();
      }
      return batches.next();
    }

    @Override
    public void close() {
      parts.close();
      morsels.close();
    }
  }
}
