package dev.yore.engine.exec.expression;

import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.function.Functions;
import dev.yore.engine.plan.Expr;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueType;
import java.util.List;

/** Chooses the arithmetic that operators of a type need. */
final class Arithmetic {
  private final ExpressionCompiler compiler;

  Arithmetic(ExpressionCompiler compiler) {
    this.compiler = compiler;
  }

  Evaluator compile(Expr.Call call) {
    String name = call.function();
    List<Expr> arguments = call.arguments();
    if (name.equals("negate") || (name.equals("-") && arguments.size() == 1)) {
      Expr zero = new Expr.Literal(zero(call.type()), call.type());
      return binary(call, '-', zero, arguments.get(0));
    }
    char operator =
        switch (name) {
          case "mod" -> '%';
          case "datetime_plus" -> '+';
          case "datetime_minus", "minus_date" -> '-';
          default -> name.charAt(0);
        };
    return binary(call, operator, arguments.get(0), arguments.get(1));
  }

  private static Object zero(DataType type) {
    return switch (type.valueType()) {
      case DECIMAL -> java.math.BigDecimal.ZERO.setScale(type.scale());
      case DOUBLE -> -0.0;
      case FLOAT -> -0.0f;
      case BIGINT -> java.math.BigInteger.ZERO;
      default -> 0L;
    };
  }

  private Evaluator binary(Expr.Call call, char operator, Expr left, Expr right) {
    DataType type = call.type();
    DataType a = left.type();
    DataType b = right.type();
    if (TemporalArithmetic.temporal(a) || TemporalArithmetic.temporal(b)) {
      return temporal(call, operator, left, right);
    }
    return switch (type.valueType()) {
      case LONG, REF -> integer(call, operator, left, right);
      case DOUBLE, FLOAT ->
          new DoubleArithmetic(
              call, operator, as(DataType.DOUBLE, left), as(DataType.DOUBLE, right));
      case DECIMAL ->
          new DecimalArithmetic(call, operator, as(exact(a), left), as(exact(b), right));
      default ->
          new FunctionCall(
              call,
              Functions.find(String.valueOf(operator), List.of(a, b)),
              compiler.compile(List.of(left, right)));
    };
  }

  /** Integers; operands of other types are computed exactly and the result converted. */
  private Evaluator integer(Expr.Call call, char operator, Expr left, Expr right) {
    if (whole(left.type()) && whole(right.type())) {
      return new LongArithmetic(call, operator, as(DataType.LONG, left), as(DataType.LONG, right));
    }
    DataType wide = Types.compared(left.type(), right.type());
    Expr exact = new Expr.Call(call.function(), List.of(left, right), wide);
    return compiler.compile(new Expr.Cast(exact, call.type()));
  }

  private static boolean whole(DataType type) {
    return type.valueType() == ValueType.LONG || type.valueType() == ValueType.REF;
  }

  private static DataType exact(DataType type) {
    return type.valueType() == ValueType.DOUBLE || type.valueType() == ValueType.FLOAT
        ? DataType.of(ValueType.DECIMAL)
        : Types.decimal(type);
  }

  private Evaluator temporal(Expr.Call call, char operator, Expr left, Expr right) {
    if (operator == '+' || operator == '-') {
      return TemporalArithmetic.of(
          call, operator == '-', compiler.compile(left), compiler.compile(right));
    }
    return new FunctionCall(
        call,
        Functions.find(operator + " interval", List.of(left.type(), right.type())),
        compiler.compile(List.of(left, right)));
  }

  private Evaluator as(DataType type, Expr expr) {
    return expr.type().equals(type)
        ? compiler.compile(expr)
        : compiler.compile(new Expr.Cast(expr, type));
  }
}
