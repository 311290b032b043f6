package dev.yore.engine.exec.expression;

import dev.yore.engine.exec.Batch;
import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.exec.function.Patterns;
import dev.yore.engine.plan.Expr;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** LIKE, ILIKE, SIMILAR TO and regular expressions. */
final class LikeEvaluator extends CallEvaluator {
  private final Patterns.Syntax syntax;
  private final boolean negated;
  private final @Nullable Predicate<String> known;

  LikeEvaluator(Expr expr, Patterns.Syntax syntax, boolean negated, List<Evaluator> operands) {
    super(expr, operands, true);
    this.syntax = syntax;
    this.negated = negated;
    Object pattern = InList.constant(operands.get(1));
    Object escape = operands.size() > 2 ? InList.constant(operands.get(2)) : null;
    boolean fixed = pattern != null && (operands.size() == 2 || escape != null);
    this.known =
        fixed && pattern != null
            ? Patterns.compile(syntax, (String) pattern, (String) escape)
            : null;
  }

  @Override
  Vector compute(Vector[] values, Batch batch, ExecutionContext context) {
    boolean[] nulls = Flat.anyNull(values, batch);
    long[] flags = new long[batch.extent()];
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      if (nulls == null || !nulls[row]) {
        Predicate<String> pattern = known != null ? known : pattern(values, row);
        flags[row] = pattern.test(text(0, values, row)) != negated ? 1 : 0;
      }
    }
    return new LongVector(flags, flags.length, nulls);
  }

  private Predicate<String> pattern(Vector[] values, int row) {
    String escape = values.length > 2 ? text(2, values, row) : null;
    return Patterns.compile(syntax, text(1, values, row), escape);
  }

  private String text(int operand, Vector[] values, int row) {
    return String.valueOf(Vectors.get(operand(operand).type(), values[operand], row));
  }
}
