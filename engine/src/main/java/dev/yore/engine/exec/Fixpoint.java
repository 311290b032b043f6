package dev.yore.engine.exec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of a seed, then again and again of a step over the rows that the last round found. */
public final class Fixpoint extends OperatorNode {
  private final int id;
  private final boolean distinct;
  private final boolean keepsAll;

  /**
   * @param id by which the step's {@link WorkingTable} is called
   * @param distinct true to drop rows that were found before, which ends recursion over cycles
   */
  public Fixpoint(int id, Operator seed, Operator step, boolean distinct) {
    super(seed.fields(), List.of(seed, step));
    this.id = id;
    this.distinct = distinct;
    this.keepsAll = reads(step, -id);
  }

  private static boolean reads(Operator operator, int table) {
    return (operator instanceof WorkingTable working && working.id() == table)
        || operator.inputs().stream().anyMatch(input -> reads(input, table));
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    return new Rounds(context);
  }

  @Override
  public String describe() {
    return "Fixpoint " + id + (distinct ? " distinct" : "");
  }

  private final class Rounds implements BatchCursor {
    private final ExecutionContext context;
    private final Seen seen;
    private final List<Batch> all = new ArrayList<>();
    private List<Batch> found = new ArrayList<>();
    private BatchCursor current;
    private boolean ended;

    Rounds(ExecutionContext context) {
      this.context = context;
      this.seen = new Seen(Distinct.types(fields()), context, "Fixpoint");
      this.current = inputs().get(0).open(context);
    }

    @Override
    public @Nullable Batch next() {
      while (!ended) {
        context.check();
        Batch batch = current.next();
        if (batch == null) {
          nextRound();
          continue;
        }
        Batch fresh = distinct ? seen.fresh(batch) : batch;
        if (fresh != null) {
          context.memory().take(fresh.count() * RowStore.VALUE_BYTES * width(), "Fixpoint");
          found.add(fresh);
          return fresh;
        }
      }
      return null;
    }

    private void nextRound() {
      current.close();
      if (found.isEmpty()) {
        ended = true;
        return;
      }
      List<Batch> round = found;
      found = new ArrayList<>();
      Scope around = context.scope();
      if (keepsAll) {
        all.addAll(round);
        around = new Scope.Working(-id, List.copyOf(all), around);
      } else {
        give(round);
      }
      current = inputs().get(1).open(context.within(new Scope.Working(id, round, around)));
    }

    private void give(List<Batch> batches) {
      context
          .memory()
          .give(batches.stream().mapToLong(b -> b.count() * RowStore.VALUE_BYTES * width()).sum());
    }

    @Override
    public void close() {
      ended = true;
      current.close();
      give(all);
      all.clear();
      seen.release();
    }
  }
}
