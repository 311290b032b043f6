package dev.yore.engine.exec.expression;

import dev.yore.engine.exec.Batch;
import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.exec.function.Patterns;
import dev.yore.engine.plan.Expr;
import dev.yore.storage.column.BytesVector;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * LIKE, ILIKE, SIMILAR TO and regular expressions. A pattern that is the same in all rows is read
 * once; LIKE is then matched with the bytes of the text.
 */
final class LikeEvaluator extends CallEvaluator {
  private final Patterns.Syntax syntax;
  private final boolean negated;
  private final @Nullable Matcher known;

  /** Tells whether some bytes match. */
  private interface Matcher {
    boolean matches(byte[] text, int from, int to);
  }

  LikeEvaluator(Expr expr, Patterns.Syntax syntax, boolean negated, List<Evaluator> operands) {
    super(expr, operands, true);
    this.syntax = syntax;
    this.negated = negated;
    Object pattern = InList.constant(operands.get(1));
    Object escape = operands.size() > 2 ? InList.constant(operands.get(2)) : null;
    boolean fixed = pattern != null && (operands.size() == 2 || escape != null);
    this.known = fixed && pattern != null ? matcher((String) pattern, (String) escape) : null;
  }

  private Matcher matcher(String pattern, @Nullable String escape) {
    if (syntax == Patterns.Syntax.LIKE) {
      return LikePattern.of(pattern, Patterns.escapeOf(escape))::matches;
    }
    Predicate<String> predicate = Patterns.compile(syntax, pattern, escape);
    return (text, from, to) ->
        predicate.test(new String(text, from, to - from, StandardCharsets.UTF_8));
  }

  @Override
  Vector compute(Vector[] values, Batch batch, ExecutionContext context) {
    boolean[] nulls = Flat.anyNull(values, batch);
    long[] flags = new long[batch.extent()];
    Matcher same = known;
    boolean constant = values[1] instanceof ConstantVector;
    if (same == null && constant && (values.length == 2 || values[2] instanceof ConstantVector)) {
      same = batch.count() == 0 ? null : matcher(values, 0);
    }
    BytesVector text = bytes(values[0]);
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      if (nulls == null || !nulls[row]) {
        Matcher matcher = same != null ? same : matcher(values, row);
        int at = place(values[0], row);
        boolean matches = matcher.matches(text.data(), text.start(at), text.end(at));
        flags[row] = matches != negated ? 1 : 0;
      }
    }
    return new LongVector(flags, flags.length, nulls);
  }

  private Matcher matcher(Vector[] values, int row) {
    return matcher(text(1, values, row), values.length > 2 ? text(2, values, row) : null);
  }

  private String text(int operand, Vector[] values, int row) {
    return String.valueOf(Vectors.get(operand(operand).type(), values[operand], row));
  }

  /** Where the bytes of a vector lie. */
  static BytesVector bytes(Vector vector) {
    return switch (vector) {
      case DictionaryVector coded -> coded.dictionary();
      case ConstantVector constant -> (BytesVector) constant.value();
      default -> (BytesVector) vector;
    };
  }

  /** Where among {@link #bytes} a row lies that is not null. */
  static int place(Vector vector, int row) {
    return switch (vector) {
      case DictionaryVector coded -> coded.codes()[row];
      case ConstantVector constant -> 0;
      default -> row;
    };
  }
}
