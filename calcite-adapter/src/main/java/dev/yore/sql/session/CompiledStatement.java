package dev.yore.sql.session;

import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.planner.PreparedPlan;
import dev.yore.engine.schema.Table;
import dev.yore.storage.value.DataType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A statement that reads or writes rows, ready to run on any database of the same schema. */
sealed interface CompiledStatement {
  /** What it asks, and how its rows are made. */
  PreparedPlan prepared();

  /** The types of its parameters. */
  List<DataType> parameters();

  /** The parameters that are moments, which are bound as a t. */
  Set<Integer> moments();

  /** The attributes that it reads. */
  Set<Integer> reads();

  /** What all of them have. */
  record Source(
      PreparedPlan prepared, List<DataType> parameters, Set<Integer> moments, Set<Integer> reads) {
    public Source {
      parameters = List.copyOf(parameters);
      moments = Set.copyOf(moments);
      reads = Set.copyOf(reads);
    }
  }

  record Query(Source source, List<PreparedSql.ColumnMeta> columns) implements CompiledStatement {
    public Query {
      columns = List.copyOf(columns);
    }

    @Override
    public PreparedPlan prepared() {
      return source.prepared();
    }

    @Override
    public List<DataType> parameters() {
      return source.parameters();
    }

    @Override
    public Set<Integer> moments() {
      return source.moments();
    }

    @Override
    public Set<Integer> reads() {
      return source.reads();
    }
  }

  /**
   * Writes the rows of its source into a table.
   *
   * @param assignments how a column of the source becomes a column of the table, for INSERT in the
   *     order of the source, for UPDATE from its second column on
   * @param ofParameters of an INSERT of one row of parameters and constants the value of each
   *     assignment, over a batch whose columns are the parameters; otherwise null
   */
  record Write(
      Kind kind,
      Source source,
      Table table,
      List<Assignment> assignments,
      @Nullable List<Evaluator> ofParameters)
      implements CompiledStatement {
    public Write {
      assignments = List.copyOf(assignments);
      ofParameters = ofParameters == null ? null : List.copyOf(ofParameters);
    }

    @Override
    public PreparedPlan prepared() {
      return source.prepared();
    }

    @Override
    public List<DataType> parameters() {
      return source.parameters();
    }

    @Override
    public Set<Integer> moments() {
      return source.moments();
    }

    @Override
    public Set<Integer> reads() {
      return source.reads();
    }
  }

  enum Kind {
    INSERT,
    UPDATE,
    DELETE
  }

  /**
   * @param value converts the source's column to the table's type
   */
  record Assignment(Table.Column column, Evaluator value) {}
}
