package dev.yore.sql.session;

import dev.yore.engine.exec.Batch;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of parameters as columns. What {@code INSERT … VALUES (?, …)} inserts depends on parameters
 * alone, so all rows of a batch are computed together, a column at a time, and no operator runs.
 */
final class ParameterColumns {
  private ParameterColumns() {}

  /**
   * The row that a source consists of, with parameters as columns; null when it is not one row of
   * parameters and constants.
   */
  static @Nullable List<Expr> onlyRow(CompiledStatement.Source source) {
    List<Expr> given = source.moments().isEmpty() ? rowOf(source.prepared().plan()) : null;
    if (given == null) {
      return null;
    }
    List<Expr> row = new ArrayList<>();
    for (Expr expr : given) {
      Expr column = columnOf(expr, source.parameters());
      if (column == null) {
        return null;
      }
      row.add(column);
    }
    return row;
  }

  private static @Nullable List<Expr> rowOf(Plan plan) {
    return switch (plan) {
      case Plan.Values values when values.rows().size() == 1 -> values.rows().getFirst();
      case Plan.Project project
          when project.input() instanceof Plan.Values values && values.rows().size() == 1 ->
          project.expressions();
      default -> null;
    };
  }

  private static @Nullable Expr columnOf(Expr expr, List<DataType> parameters) {
    return switch (expr) {
      case Expr.Literal literal -> literal;
      case Expr.Parameter parameter ->
          parameter.type().equals(parameters.get(parameter.index()))
              ? new Expr.Column(parameter.index(), parameter.type())
              : null;
      case Expr.Cast cast -> {
        Expr operand = columnOf(cast.operand(), parameters);
        yield operand == null ? null : new Expr.Cast(operand, cast.type());
      }
      default -> null;
    };
  }

  /** A batch whose columns are the parameters. */
  static Batch of(
      List<@Nullable Object[]> rows, CompiledStatement statement, ExecutionContext context) {
    List<DataType> types = statement.parameters();
    for (@Nullable Object[] row : rows) {
      if (row.length != types.size()) {
        throw Binding.wrongCount(types.size(), row.length);
      }
    }
    Vector[] columns = new Vector[types.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = column(rows, i, types.get(i), context);
    }
    return new Batch(columns, null, rows.size());
  }

  private static Vector column(
      List<@Nullable Object[]> rows, int index, DataType type, ExecutionContext context) {
    VectorBuilder column = VectorBuilder.of(type, rows.size());
    for (@Nullable Object[] row : rows) {
      Object value = row[index];
      column.append(value == null ? null : Binding.convert(value, type, context, index));
    }
    return column.build();
  }
}
