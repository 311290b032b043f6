package dev.yore.engine.plan;

import dev.yore.storage.value.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scalar expression over a row of columns, with SQL's three-valued logic. Functions are named by
 * their lower-case SQL name or operator ({@code +}, {@code =}, {@code and}, {@code is null}, {@code
 * like}, {@code substring} …); {@code engine.exec.function} gives them meaning.
 */
public sealed interface Expr {

  /** The type of the value; it may always be null besides. */
  DataType type();

  /** A column of the input row; in a join's condition left columns come before right ones. */
  record Column(int index, DataType type) implements Expr {}

  /** A constant; {@code value} is boxed as {@code type} says, or null. */
  record Literal(@Nullable Object value, DataType type) implements Expr {}

  /** The statement's parameter of this position, from 0. */
  record Parameter(int index, DataType type) implements Expr {}

  /** A column of the row of an enclosing {@link Plan.Apply} or sub-query, by correlation id. */
  record Outer(int correlation, int column, DataType type) implements Expr {}

  record Call(String function, List<Expr> arguments, DataType type) implements Expr {
    public Call {
      arguments = List.copyOf(arguments);
    }

    public static Call of(String function, DataType type, Expr... arguments) {
      return new Call(function, List.of(arguments), type);
    }
  }

  /** {@code CASE WHEN … THEN … ELSE … END}; a branch is evaluated only for rows that reach it. */
  record Case(List<When> branches, Expr otherwise, DataType type) implements Expr {
    public Case {
      branches = List.copyOf(branches);
    }
  }

  record When(Expr condition, Expr result) {}

  /** Conversion, with an error for a value that does not fit. */
  record Cast(Expr operand, DataType type) implements Expr {}

  /**
   * A sub-query as a value. Its plan refers to this expression's row by {@link Outer} with {@code
   * correlation}; it is evaluated once for each distinct set of outer values.
   *
   * @param comparison for QUANTIFIED the operator ({@code =}, {@code <} …), otherwise null
   * @param operands for IN and QUANTIFIED the values compared with the sub-query's columns
   */
  record SubQuery(
      Kind kind,
      List<Expr> operands,
      @Nullable String comparison,
      Plan plan,
      int correlation,
      DataType type)
      implements Expr {
    public SubQuery {
      operands = List.copyOf(operands);
    }

    public enum Kind {
      /** The only column of the only row; null without a row, error 21000 with several. */
      SCALAR,
      EXISTS,
      /** {@code operands IN (plan)}, three-valued. */
      IN,
      SOME,
      ALL
    }
  }
}
