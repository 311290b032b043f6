package dev.yore.engine.exec.expression;

import dev.yore.engine.exec.Batch;
import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.plan.Expr;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.DictionaryVector;
import dev.yore.storage.column.Vector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression of operands that is computed row by row. Constant operands are computed once, and
 * where the only operand that varies is dictionary-coded, it is computed once for each code that
 * occurs.
 */
abstract class CallEvaluator extends Evaluator {
  private static final Vector[] NONE = new Vector[0];

  private final Evaluator[] operands;
  private final boolean strict;

  /**
   * @param strict true when a null operand makes the result null
   */
  CallEvaluator(Expr expr, List<Evaluator> operands, boolean strict) {
    super(expr);
    this.operands = operands.toArray(new Evaluator[0]);
    this.strict = strict;
  }

  /** False when equal operands may give different results. */
  boolean deterministic() {
    return true;
  }

  /** False when the result also depends on what the execution context says. */
  boolean pure() {
    return true;
  }

  /** True when it may be computed before there is an execution. */
  final boolean foldable() {
    if (!deterministic() || !pure()) {
      return false;
    }
    for (Evaluator operand : operands) {
      if (!(operand instanceof Leaves.Constant)) {
        return false;
      }
    }
    return true;
  }

  final Evaluator operand(int i) {
    return operands[i];
  }

  /** The result for the rows that the batch means; at least as long as its extent. */
  abstract Vector compute(Vector[] values, Batch batch, ExecutionContext context);

  @Override
  public final Vector evaluate(Batch batch, ExecutionContext context) {
    Vector[] values = operands.length == 0 ? NONE : new Vector[operands.length];
    boolean constant = deterministic();
    boolean nothing = false;
    for (int i = 0; i < values.length; i++) {
      values[i] = operands[i].evaluate(batch, context);
      constant &= values[i] instanceof ConstantVector;
      nothing |= values[i] instanceof ConstantVector c && c.isNull(0);
    }
    if (strict && nothing) {
      return new ConstantVector(
          dev.yore.storage.column.Vectors.single(type(), null), batch.extent());
    }
    if (constant && (batch.count() != 1 || batch.selection() != null)) {
      return batch.count() == 0 ? compute(values, batch, context) : once(values, batch, context);
    }
    Vector byCode = strict && deterministic() ? byCode(values, batch, context) : null;
    return byCode == null ? compute(values, batch, context) : byCode;
  }

  private Vector once(Vector[] values, Batch batch, ExecutionContext context) {
    Vector one = compute(values, NO_COLUMNS, context);
    Vector flat = one instanceof ConstantVector wrapped ? wrapped.value() : one;
    return new ConstantVector(Flat.of(flat.size() == 1 ? flat : flat.slice(0, 1)), batch.extent());
  }

  private @Nullable Vector byCode(Vector[] values, Batch batch, ExecutionContext context) {
    int varying = -1;
    for (int i = 0; i < values.length; i++) {
      if (!(values[i] instanceof ConstantVector)) {
        if (varying >= 0 || !(values[i] instanceof DictionaryVector)) {
          return null;
        }
        varying = i;
      }
    }
    if (varying < 0 || !(values[varying] instanceof DictionaryVector coded)) {
      return null;
    }
    if (coded.dictionary().size() * 2 > batch.count()) {
      return null;
    }
    Vector[] distinct = values.clone();
    distinct[varying] = coded.dictionary();
    Batch codes = codesUsed(coded, batch);
    Vector results = compute(distinct, codes, context);
    return spread(results, coded, batch.extent());
  }

  private static Batch codesUsed(DictionaryVector coded, Batch batch) {
    boolean[] seen = new boolean[coded.dictionary().size()];
    int[] codes = coded.codes();
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      if (!coded.isNull(row)) {
        seen[codes[row]] = true;
      }
    }
    int[] selection = new int[seen.length];
    int count = 0;
    for (int code = 0; code < seen.length; code++) {
      if (seen[code]) {
        selection[count++] = code;
      }
    }
    return new Batch(NONE, selection, count);
  }

  private static Vector spread(Vector results, DictionaryVector coded, int extent) {
    if (results instanceof ConstantVector constant && coded.noNulls()) {
      return new ConstantVector(constant.value(), extent);
    }
    int size = results.size();
    int[] codes = coded.codes();
    int[] rows = new int[extent];
    for (int i = 0; i < extent; i++) {
      // Codes that no row meant uses may lie past the results; their rows are not meant either.
      rows[i] = codes[i] < size && codes[i] >= 0 ? codes[i] : 0;
    }
    if (size == 0) {
      return Flat.nulls(results.layout(), extent);
    }
    Vector flat = results instanceof ConstantVector constant ? constant.flatten() : results;
    return Flat.withNulls(flat.gather(rows, extent), coded.nulls());
  }
}
