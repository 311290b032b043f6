package dev.yore.engine.exec.expression;

import dev.yore.engine.exec.Batch;
import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.exec.Scope;
import dev.yore.engine.plan.Expr;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;

/** Expressions that have no operands. */
final class Leaves {
  private Leaves() {}

  /** A column as it is. */
  static final class ColumnOf extends Evaluator {
    private final int index;

    ColumnOf(Expr.Column expr) {
      super(expr);
      this.index = expr.index();
    }

    @Override
    public Vector evaluate(Batch batch, ExecutionContext context) {
      return batch.columns()[index];
    }
  }

  /** A value that is known when the expression is compiled. */
  static final class Constant extends Evaluator {
    private final Vector value;

    Constant(Expr expr, Vector value) {
      super(expr);
      this.value = value;
    }

    static Constant of(Expr.Literal literal) {
      return new Constant(literal, Vectors.single(literal.type(), literal.value()));
    }

    Vector value() {
      return value;
    }

    @Override
    public Vector evaluate(Batch batch, ExecutionContext context) {
      return new ConstantVector(value, batch.extent());
    }
  }

  /** A parameter of the statement. */
  static final class ParameterOf extends Evaluator {
    private final int index;

    ParameterOf(Expr.Parameter expr) {
      super(expr);
      this.index = expr.index();
    }

    @Override
    public Vector evaluate(Batch batch, ExecutionContext context) {
      if (index >= context.parameters().length) {
        throw YoreException.of(ErrorCode.UNDEFINED_PARAMETER, "A parameter has no value")
            .with("parameter", index + 1)
            .with("given", context.parameters().length);
      }
      Vector value = Vectors.single(type(), context.parameters()[index]);
      return new ConstantVector(value, batch.extent());
    }
  }

  /** A column of a row around the plan. */
  static final class OuterColumn extends Evaluator {
    private final int correlation;
    private final int column;

    OuterColumn(Expr.Outer expr) {
      super(expr);
      this.correlation = expr.correlation();
      this.column = expr.column();
    }

    @Override
    public Vector evaluate(Batch batch, ExecutionContext context) {
      Scope.OuterRow row = Scope.outerRow(context.scope(), correlation);
      if (row == null) {
        throw YoreException.bug("an outer column is read inside of its row's scope")
            .with("correlation", correlation);
      }
      return new ConstantVector(row.value(column), batch.extent());
    }
  }
}
