package dev.yore.engine.exec.expression;

import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.Operator;
import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import dev.yore.storage.error.YoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns expressions into evaluators. */
public final class ExpressionCompiler {
  private final Function<Plan, Operator> subPlans;

  /**
   * @param subPlans plans the queries of sub-queries
   */
  public ExpressionCompiler(Function<Plan, Operator> subPlans) {
    this.subPlans = subPlans;
  }

  /** The evaluator of an expression. */
  public Evaluator compile(Expr expr) {
    throw YoreException.unsupported("expression " + subPlans + expr);
  }

  public List<Evaluator> compile(List<Expr> exprs) {
    return exprs.stream().map(this::compile).toList();
  }

  /** An evaluator for each part of a conjunction; none for null. */
  public List<Evaluator> conditions(@Nullable Expr expr) {
    List<Evaluator> parts = new ArrayList<>();
    if (expr != null) {
      addConditions(expr, parts);
    }
    return parts;
  }

  private void addConditions(Expr expr, List<Evaluator> into) {
    if (expr instanceof Expr.Call call && call.function().equals("and")) {
      call.arguments().forEach(argument -> addConditions(argument, into));
    } else {
      into.add(compile(expr));
    }
  }
}
