package dev.yore.engine.exec.expression;

import dev.yore.engine.exec.Batch;
import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.exec.function.Conversions;
import dev.yore.engine.exec.function.FunctionDefinition;
import dev.yore.engine.plan.Expr;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.value.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function of the registry, called with boxed values. */
final class FunctionCall extends CallEvaluator {
  private final FunctionDefinition function;
  private final DataType[] types;

  FunctionCall(Expr expr, FunctionDefinition function, List<Evaluator> arguments) {
    super(expr, arguments, function.strict());
    this.function = function;
    this.types = arguments.stream().map(Evaluator::type).toArray(DataType[]::new);
  }

  @Override
  boolean deterministic() {
    return function.stability() != FunctionDefinition.Stability.VOLATILE;
  }

  @Override
  boolean pure() {
    return function.stability() == FunctionDefinition.Stability.IMMUTABLE;
  }

  @Override
  Vector compute(Vector[] values, Batch batch, ExecutionContext context) {
    @Nullable Object[] arguments = new @Nullable Object[values.length];
    return Boxed.rows(
        type(),
        batch,
        row -> {
          for (int i = 0; i < values.length; i++) {
            Object value = Vectors.get(types[i], values[i], row);
            if (value == null && function.strict()) {
              return null;
            }
            arguments[i] = value == null ? null : function.accept(i, value, types[i], context);
          }
          Object result = function.body().apply(arguments, context);
          return result == null ? null : Conversions.fit(result, type(), context.zone());
        });
  }
}
