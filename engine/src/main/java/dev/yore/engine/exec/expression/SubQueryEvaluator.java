package dev.yore.engine.exec.expression;

import dev.yore.engine.exec.Batch;
import dev.yore.engine.exec.BatchCursor;
import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.exec.Operator;
import dev.yore.engine.exec.OuterReferences;
import dev.yore.engine.exec.OuterValues;
import dev.yore.engine.exec.function.Conversions;
import dev.yore.engine.plan.Expr;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A query as a value: run once for each distinct set of outer values that it refers to. */
final class SubQueryEvaluator extends Evaluator {
  /** The most results kept in one execution. */
  private static final int MEMO_MAX = 100_000;

  private final Expr.SubQuery query;
  private final Operator plan;
  private final Evaluator[] operands;
  private final OuterValues outer;
  private final Comparison.@Nullable Operator comparison;

  SubQueryEvaluator(Expr.SubQuery query, Operator plan, List<Evaluator> operands) {
    super(query);
    this.query = query;
    this.plan = plan;
    this.operands = operands.toArray(new Evaluator[0]);
    this.outer = new OuterValues(query.correlation(), OuterReferences.of(query.plan()));
    String symbol = query.kind() == Expr.SubQuery.Kind.IN ? "=" : query.comparison();
    this.comparison = symbol == null ? null : Comparison.Operator.of(symbol);
  }

  /**
   * What a run of the query gave.
   *
   * @param rows as many as the kind of sub-query needs, as values of the operands' types
   * @param complete the rows without nulls, for a quick look
   */
  private record Result(List<@Nullable Object[]> rows, Set<Object> complete, boolean anyNull) {}

  @Override
  public Vector evaluate(Batch batch, ExecutionContext context) {
    Map<List<@Nullable Object>, Result> memo = context.execution().memo(this, HashMap::new);
    Vector[] left = new Vector[operands.length];
    for (int i = 0; i < left.length; i++) {
      left[i] = operands[i].evaluate(batch, context);
    }
    return Boxed.rows(
        type(),
        batch,
        row -> {
          List<@Nullable Object> key = outer.of(batch, row, context.scope());
          Result result = memo.get(key);
          if (result == null) {
            result = run(context.within(outer.scope(batch, row, context.scope())));
            if (memo.size() < MEMO_MAX) {
              memo.put(key, result);
            }
          }
          return value(result, left, row);
        });
  }

  private Result run(ExecutionContext context) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    Set<Object> complete = new HashSet<>();
    boolean anyNull = false;
    int width = plan.fields().size();
    try (BatchCursor cursor = plan.open(context)) {
      for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
        context.check();
        for (int i = 0; i < batch.count(); i++) {
          @Nullable Object[] row = new @Nullable Object[width];
          boolean nulls = false;
          for (int c = 0; c < width; c++) {
            row[c] = field(c, batch.columns()[c], batch.row(i), context);
            nulls |= row[c] == null;
          }
          anyNull |= nulls;
          if (!nulls) {
            complete.add(List.of(row));
          }
          rows.add(row);
        }
        if (enough(rows.size())) {
          break;
        }
        context.memory().take(64L * batch.count() * width, "sub-query");
      }
    }
    return new Result(rows, complete, anyNull);
  }

  private @Nullable Object field(int c, Vector column, int row, ExecutionContext context) {
    DataType from = plan.fields().get(c).type();
    Object value = Vectors.get(from, column, row);
    boolean same = c >= operands.length || from.equals(operands[c].type());
    return value == null || same
        ? value
        : Conversions.convert(value, from, operands[c].type(), context.zone());
  }

  private boolean enough(int rows) {
    return switch (query.kind()) {
      case SCALAR -> rows > 1;
      case EXISTS -> rows > 0;
      case IN, SOME, ALL -> false;
    };
  }

  private @Nullable Object value(Result result, Vector[] left, int row) {
    return switch (query.kind()) {
      case EXISTS -> !result.rows.isEmpty();
      case SCALAR -> scalar(result);
      case IN, SOME -> some(result, left, row);
      case ALL -> all(result, left, row);
    };
  }

  private static @Nullable Object scalar(Result result) {
    if (result.rows.size() > 1) {
      throw YoreException.of(
          ErrorCode.MORE_THAN_ONE_ROW,
          "more than one row returned by a subquery used as an expression");
    }
    return result.rows.isEmpty() ? null : result.rows.getFirst()[0];
  }

  private @Nullable Object some(Result result, Vector[] left, int row) {
    @Nullable Object[] values = values(left, row);
    if (noNull(values) && comparison == Comparison.Operator.EQUAL) {
      if (result.complete.contains(List.of(values))) {
        return true;
      }
      if (!result.anyNull) {
        return false;
      }
    }
    Boolean any = false;
    for (@Nullable Object[] candidate : result.rows) {
      Boolean holds = compare(values, candidate);
      if (holds == null) {
        any = null;
      } else if (holds) {
        return true;
      }
    }
    return any;
  }

  private @Nullable Object all(Result result, Vector[] left, int row) {
    @Nullable Object[] values = values(left, row);
    Boolean every = true;
    for (@Nullable Object[] candidate : result.rows) {
      Boolean holds = compare(values, candidate);
      if (holds == null) {
        every = null;
      } else if (!holds) {
        return false;
      }
    }
    return every;
  }

  private @Nullable Object[] values(Vector[] left, int row) {
    @Nullable Object[] values = new @Nullable Object[left.length];
    for (int i = 0; i < left.length; i++) {
      values[i] = Vectors.get(operands[i].type(), left[i], row);
    }
    return values;
  }

  private static boolean noNull(@Nullable Object[] values) {
    for (Object value : values) {
      if (value == null) {
        return false;
      }
    }
    return true;
  }

  /** Compares rows: with several columns only equality is meant, part by part. */
  private @Nullable Boolean compare(@Nullable Object[] left, @Nullable Object[] right) {
    Comparison.Operator by = comparison;
    if (by == null) {
      throw YoreException.bug("a quantified sub-query has a comparison");
    }
    if (left.length == 1) {
      Object l = left[0];
      Object r = right[0];
      return l == null || r == null ? null : (Boolean) by.accepts(ValueOrder.compare(l, r));
    }
    Boolean equal = true;
    for (int i = 0; i < left.length; i++) {
      Object l = left[i];
      Object r = right[i];
      if (l == null || r == null) {
        equal = null;
      } else if (ValueOrder.compare(l, r) != 0) {
        return by != Comparison.Operator.EQUAL;
      }
    }
    return equal == null ? null : (Boolean) (by == Comparison.Operator.EQUAL);
  }
}
