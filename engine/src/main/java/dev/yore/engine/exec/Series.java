package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values from a start to a stop in steps, made batch by batch. */
public final class Series extends OperatorNode {
  private final Evaluator start;
  private final Evaluator stop;
  private final Evaluator next;

  /**
   * @param start refers to no columns, like {@code stop}
   * @param next the value after the one that is column 0
   */
  public Series(Plan.Field field, Evaluator start, Evaluator stop, Evaluator next) {
    super(List.of(field), List.of());
    this.start = start;
    this.stop = stop;
    this.next = next;
  }

  @Override
  List<Evaluator> evaluators() {
    return List.of(start, stop, next);
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    Vector from = start.evaluate(Evaluator.NO_COLUMNS, context);
    Vector to = stop.evaluate(Evaluator.NO_COLUMNS, context);
    if (from.isNull(0) || to.isNull(0)) {
      return new OnceCursor(List.of());
    }
    boolean number = fields().getFirst().type().valueType() == ValueType.LONG;
    long first = number ? 0 : value(from);
    Vector second = next.evaluate(row(first), context);
    if (second.isNull(0)) {
      return new OnceCursor(List.of());
    }
    if (value(second) == first) {
      throw YoreException.of(
          ErrorCode.INVALID_PARAMETER_VALUE, "the step of a series must not be zero");
    }
    return number
        ? new Numbers(value(from), value(to), value(second), context)
        : new Moments(first, value(to), value(second) > first, next, context);
  }

  private static Batch row(long value) {
    return new Batch(new Vector[] {new LongVector(new long[] {value})}, null, 1);
  }

  private static long value(Vector vector) {
    return vector instanceof ConstantVector constant
        ? ((LongVector) constant.value()).get(0)
        : ((LongVector) vector).get(0);
  }

  @Override
  public String describe() {
    return "Series from " + start + " to " + stop;
  }

  /** What both kinds of series have in common: values are written to a batch until one is past. */
  private abstract static class Values implements BatchCursor {
    private final ExecutionContext context;
    private boolean ended;

    Values(ExecutionContext context) {
      this.context = context;
    }

    /** Writes the next values and says how many; fewer than there is room for at the end. */
    abstract int fill(long[] room);

    @Override
    public final @Nullable Batch next() {
      if (ended) {
        return null;
      }
      context.check();
      long[] values = new long[Batch.ROWS_MAX];
      int count = fill(values);
      ended = count < values.length;
      return count == 0
          ? null
          : new Batch(new Vector[] {new LongVector(values, count, null)}, null, count);
    }

    @Override
    public final void close() {
      ended = true;
    }
  }

  /** Whole numbers at equal distances. */
  private static final class Numbers extends Values {
    private final long step;
    private long current;

    /** How many are left after the current one, as an unsigned number. */
    private long left;

    private boolean any;

    Numbers(long first, long last, long step, ExecutionContext context) {
      super(context);
      this.step = step;
      this.current = first;
      this.any = step > 0 ? first <= last : first >= last;
      long distance = step > 0 ? last - first : first - last;
      this.left = Long.divideUnsigned(distance, step > 0 ? step : -step);
    }

    @Override
    int fill(long[] room) {
      int count = 0;
      while (any && count < room.length) {
        room[count++] = current;
        any = left != 0;
        left--;
        current += step;
      }
      return count;
    }
  }

  /** Dates or times; months differ in length, so that each is found from the one before. */
  private static final class Moments extends Values {
    private final long last;
    private final boolean rising;
    private final Evaluator next;
    private final ExecutionContext context;
    private long current;

    Moments(long first, long last, boolean rising, Evaluator next, ExecutionContext context) {
      super(context);
      this.current = first;
      this.last = last;
      this.rising = rising;
      this.next = next;
      this.context = context;
    }

    @Override
    int fill(long[] room) {
      int count = 0;
      while (count < room.length && (rising ? current <= last : current >= last)) {
        room[count++] = current;
        current = value(next.evaluate(row(current), context));
      }
      return count;
    }
  }
}
