package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.engine.plan.Plan.Window.Bound;
import dev.yore.storage.column.Vector;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Adds columns that are made of the rows around each row. The input comes partition by partition,
 * each in the window's order. Some whole partitions are held at a time, never more than that; the
 * rows leave in the order in which they came.
 */
public final class Window extends OperatorNode {
  /** Partitions are put together until there are about so many rows. */
  private static final int ROWS_MIN = Batch.ROWS_MAX / 2;

  private final Plan.Window window;
  private final Map<Bound.Distance, Evaluator> distances;

  /**
   * @param input sorted by {@link Plan.Window#sortKeys()}
   * @param distances what tells how far bounds are away
   */
  public Window(Operator input, Plan.Window window, Map<Bound.Distance, Evaluator> distances) {
    super(window.fields(), List.of(input));
    this.window = window;
    this.distances = Map.copyOf(distances);
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    return new Parts(context);
  }

  @Override
  public String describe() {
    List<Plan.Field> from = input().fields();
    String calls =
        window.calls().stream()
            .map(call ->
                call.function()
                    + call.arguments().stream()
                        .map(argument -> from.get(argument).name())
                        .collect(Collectors.joining(", ", "(", ")")))
            .collect(Collectors.joining(", "));
    String by =
        window.partition().stream()
            .map(column -> from.get(column).name())
            .collect(Collectors.joining(", "));
    return "Window "
        + calls
        + (by.isEmpty() ? "" : " by " + by)
        + (window.order().isEmpty() ? "" : " in order " + RowOrder.describe(window.order(), from));
  }

  private final class Parts implements BatchCursor {
    private final ExecutionContext context;
    private final BatchCursor input;
    private final Map<Bound, Long> steps = new HashMap<>();
    private RowStore waiting;
    private @Nullable Batch last;
    private @Nullable SortedCursor ready;
    private boolean ended;

    Parts(ExecutionContext context) {
      this.context = context;
      this.input = input().open(context);
      this.waiting = store();
    }

    private RowStore store() {
      return new RowStore(input().fields(), context, "Window");
    }

    @Override
    public @Nullable Batch next() {
      while (true) {
        SortedCursor current = ready;
        if (current != null) {
          Batch batch = current.next();
          if (batch != null) {
            return batch;
          }
          current.close();
          ready = null;
        }
        if (ended) {
          return null;
        }
        ready = nextPart();
      }
    }

    /** Some whole partitions; null at the end. */
    private @Nullable SortedCursor nextPart() {
      for (Batch batch = input.next(); batch != null; batch = input.next()) {
        int cut = lastStart(batch);
        last = batch;
        if (waiting.size() + cut < ROWS_MIN) {
          waiting.append(batch);
          continue;
        }
        waiting.append(part(batch, 0, cut));
        SortedCursor part = computed();
        waiting.append(part(batch, cut, batch.count()));
        return part;
      }
      ended = true;
      return waiting.size() == 0 ? null : computed();
    }

    private Batch part(Batch batch, int from, int to) {
      int[] rows = new int[to - from];
      for (int i = from; i < to; i++) {
        rows[i - from] = batch.row(i);
      }
      return batch.with(rows, rows.length);
    }

    /** The last row that begins a partition; far below 0 when there is none. */
    private int lastStart(Batch batch) {
      for (int i = batch.count() - 1; i > 0; i--) {
        if (differs(batch, i - 1, batch, i)) {
          return i;
        }
      }
      Batch before = last;
      return before != null && differs(before, before.count() - 1, batch, 0)
          ? 0
          : Integer.MIN_VALUE;
    }

    private boolean differs(Batch left, int l, Batch right, int r) {
      for (int column : window.partition()) {
        if (!Partitions.same(
            input().fields().get(column).type(),
            left.columns()[column],
            left.row(l),
            right.columns()[column],
            right.row(r))) {
          return true;
        }
      }
      return false;
    }

    private SortedCursor computed() {
      RowStore store = waiting;
      waiting = store();
      int size = store.size();
      store.take(RowStore.VALUE_BYTES * size * window.calls().size());
      Vector[] columns = store.build();
      Vector[] results = new WindowCalls(window, columns, size, this::steps).results();
      Vector[] all = Arrays.copyOf(columns, columns.length + results.length);
      System.arraycopy(results, 0, all, columns.length, results.length);
      return new SortedCursor(all, GroupNumbers.ascending(size), 0, size, store::release);
    }

    private long steps(Bound.Distance bound) {
      return steps.computeIfAbsent(
          bound,
          b -> {
            Evaluator distance = distances.get(bound);
            Object value = distance == null ? null : distance.value(context);
            return value == null ? -1 : ((Number) value).longValue();
          });
    }

    @Override
    public void close() {
      ended = true;
      waiting.release();
      SortedCursor current = ready;
      if (current != null) {
        current.close();
        ready = null;
      }
      input.close();
    }
  }
}
