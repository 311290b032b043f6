package dev.yore.engine.plan;

import dev.yore.storage.value.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a query asks, independent of how it is answered. The rows of a plan are a bag. */
public sealed interface Plan {

  /** The columns of its rows. */
  List<Field> fields();

  record Field(String name, DataType type, boolean nullable) {}

  /**
   * A conjunction of patterns and predicates over variables: the Datalog part of a plan. Its rows
   * are the bindings of {@code variables} that satisfy everything, one for each combination of
   * datoms.
   *
   * @param variables the variables and what is known of them; positions are the columns that {@code
   *     predicates} refer to
   * @param patterns data patterns; those that share an entity variable and a source form a star
   * @param predicates conditions over the variables that must be true (not null)
   * @param output the positions of the variables that the block's rows consist of, in order
   */
  record Block(
      List<Field> variables, List<Pattern> patterns, List<Expr> predicates, List<Integer> output)
      implements Plan {
    public Block {
      variables = List.copyOf(variables);
      patterns = List.copyOf(patterns);
      predicates = List.copyOf(predicates);
      output = List.copyOf(output);
    }

    @Override
    public List<Field> fields() {
      return output.stream().map(variables::get).toList();
    }
  }

  /**
   * One data pattern {@code [entity attribute value tx]} of a block.
   *
   * @param source which database value it reads
   * @param attribute an attribute's number
   * @param entity position of the entity's variable
   * @param value position of the value's variable, or -1
   * @param constant a value to match (literal, parameter or outer column), or null
   * @param tx position of the variable of the transaction's entity id, or -1
   * @param optional true when the row stays, with nulls, where the entity has no such datom
   */
  record Pattern(
      Source source,
      int attribute,
      int entity,
      int value,
      @Nullable Expr constant,
      int tx,
      boolean optional) {}

  /**
   * A database value that patterns read: one of the query's inputs, seen as of a moment.
   *
   * @param input which of the query's databases, from 0
   * @param asOf null for the database as it is given; else the moment: of type LONG a t, INSTANT or
   *     TIMESTAMP or DATE a time; it refers to no columns
   */
  record Source(int input, @Nullable Expr asOf) {
    public static final Source GIVEN = new Source(0, null);
  }

  /** Literal rows. */
  record Values(List<Field> fields, List<List<Expr>> rows) implements Plan {
    public Values {
      fields = List.copyOf(fields);
      rows = List.copyOf(rows);
    }
  }

  /**
   * Values from {@code start} to {@code stop}, each a step from the one before; none when one of
   * the three is null.
   *
   * @param field the only column: a number, or a date or time
   * @param start of the column's type, like {@code stop}
   * @param step what {@code +} adds to a value; negative for a series that falls
   */
  record Series(Field field, Expr start, Expr stop, Expr step) implements Plan {
    @Override
    public List<Field> fields() {
      return List.of(field);
    }
  }

  /**
   * Rows that something outside the algebra makes when the query runs, such as a system table.
   *
   * @param name what it is called in EXPLAIN
   * @param rows makes the boxed rows
   */
  record External(String name, List<Field> fields, RowSource rows) implements Plan {
    public External {
      fields = List.copyOf(fields);
    }
  }

  /** Makes rows of boxed values from the query's databases. */
  @FunctionalInterface
  interface RowSource {
    Iterable<@Nullable Object[]> rows(List<dev.yore.engine.db.Db> databases);
  }

  record Filter(Plan input, Expr condition) implements Plan {
    @Override
    public List<Field> fields() {
      return input.fields();
    }
  }

  record Project(Plan input, List<Expr> expressions, List<Field> fields) implements Plan {
    public Project {
      expressions = List.copyOf(expressions);
      fields = List.copyOf(fields);
    }
  }

  /**
   * @param condition over left columns followed by right ones; null for none
   */
  record Join(Kind kind, Plan left, Plan right, @Nullable Expr condition) implements Plan {
    public enum Kind {
      INNER,
      LEFT,
      RIGHT,
      FULL,
      /** Left rows that have a match; left columns only. */
      SEMI,
      /** Left rows that have none; left columns only. */
      ANTI
    }

    @Override
    public List<Field> fields() {
      return Fields.joined(kind, left.fields(), right.fields());
    }
  }

  /**
   * For each row of {@code left} the rows of {@code right}, which refers to it by {@link
   * Expr.Outer} with {@code correlation}. Kind is INNER, LEFT, SEMI or ANTI.
   */
  record Apply(Join.Kind kind, Plan left, Plan right, int correlation) implements Plan {
    @Override
    public List<Field> fields() {
      return Fields.joined(kind, left.fields(), right.fields());
    }
  }

  /**
   * Groups rows. The result has the group keys, then the aggregates. Without group keys there is
   * always exactly one row.
   */
  record Aggregate(Plan input, List<Integer> keys, List<Call> calls, List<Field> fields)
      implements Plan {
    public Aggregate {
      keys = List.copyOf(keys);
      calls = List.copyOf(calls);
      fields = List.copyOf(fields);
    }

    /**
     * @param function {@code count sum min max avg …}; {@code count} without arguments counts rows
     * @param filter a boolean column that says which rows count, or -1
     * @param order in which order a group's rows are added, by columns that are positions in {@code
     *     arguments}; what stands there for the order alone comes last; empty for any order
     */
    public record Call(
        String function,
        List<Integer> arguments,
        boolean distinct,
        int filter,
        DataType type,
        List<SortKey> order) {
      public Call {
        arguments = List.copyOf(arguments);
        order = List.copyOf(order);
      }

      /** An aggregate for which the order of rows does not matter. */
      public Call(
          String function, List<Integer> arguments, boolean distinct, int filter, DataType type) {
        this(function, arguments, distinct, filter, type, List.of());
      }
    }
  }

  /**
   * Groups rows in several ways at once. The result has the keys, null where a grouping goes
   * without them, then the aggregates, then the number of the grouping. A grouping without keys
   * always has exactly one row.
   *
   * @param sets the keys of each grouping, as positions in {@code keys}; sets may repeat
   */
  record GroupingSets(
      Plan input,
      List<Integer> keys,
      List<List<Integer>> sets,
      List<Aggregate.Call> calls,
      List<Field> fields)
      implements Plan {
    public GroupingSets {
      keys = List.copyOf(keys);
      sets = sets.stream().map(List::copyOf).toList();
      calls = List.copyOf(calls);
      fields = List.copyOf(fields);
    }
  }

  /**
   * Adds to each row what functions make of the rows around it. The result has the input's columns,
   * then one for each call.
   *
   * @param partition columns; only rows that agree on them see each other
   * @param order how the rows of a partition lie
   */
  record Window(
      Plan input,
      List<Integer> partition,
      List<SortKey> order,
      List<Call> calls,
      List<Field> fields)
      implements Plan {
    public Window {
      partition = List.copyOf(partition);
      order = List.copyOf(order);
      calls = List.copyOf(calls);
      fields = List.copyOf(fields);
    }

    /** The order that the input's rows must have: partition by partition. */
    public List<SortKey> sortKeys() {
      List<SortKey> keys = new java.util.ArrayList<>();
      partition.forEach(column -> keys.add(new SortKey(column, false, false)));
      order.stream().filter(key -> !partition.contains(key.column())).forEach(keys::add);
      return keys;
    }

    /**
     * @param function a ranking or value function of windows, or an aggregate
     * @param ignoreNulls true for value functions that pass over nulls
     */
    public record Call(
        String function, List<Integer> arguments, boolean ignoreNulls, Frame frame, DataType type) {
      public Call {
        arguments = List.copyOf(arguments);
      }
    }

    /** Which rows of its partition a row sees. */
    public record Frame(Unit unit, Bound start, Bound end, Exclude exclude) {
      public static final Frame PARTITION =
          new Frame(
              Unit.ROWS,
              new Bound.UnboundedPreceding(),
              new Bound.UnboundedFollowing(),
              Exclude.NO_OTHERS);
    }

    /** What frames are counted in: rows, values of the only sort key, or groups of peers. */
    public enum Unit {
      ROWS,
      RANGE,
      GROUPS
    }

    /** Where a frame begins or ends. */
    public sealed interface Bound {
      record UnboundedPreceding() implements Bound {}

      record UnboundedFollowing() implements Bound {}

      /** The row itself; in RANGE and GROUPS its peers too. */
      record CurrentRow() implements Bound {}

      /**
       * So many rows or groups away.
       *
       * @param offset refers to no columns
       */
      record Distance(boolean following, Expr offset) implements Bound {}

      /**
       * As far as the sort key reaches a value.
       *
       * @param key the column of the sort key
       * @param limit the column, of the same type, with the value for each row
       */
      record Reach(int key, int limit) implements Bound {}
    }

    /** What a frame leaves out. */
    public enum Exclude {
      NO_OTHERS,
      CURRENT_ROW,
      /** The row and its peers. */
      GROUP,
      /** The row's peers, but not the row itself. */
      TIES
    }
  }

  /**
   * Sorts, skips and cuts. Without keys it only skips and cuts.
   *
   * @param offset rows to skip (literal or parameter), or null
   * @param limit most rows to return, or null
   */
  record Sort(Plan input, List<SortKey> keys, @Nullable Expr offset, @Nullable Expr limit)
      implements Plan {
    public Sort {
      keys = List.copyOf(keys);
    }

    @Override
    public List<Field> fields() {
      return input.fields();
    }
  }

  record SortKey(int column, boolean descending, boolean nullsFirst) {}

  /** Rows without repeats; nulls are alike. */
  record Distinct(Plan input) implements Plan {
    @Override
    public List<Field> fields() {
      return input.fields();
    }
  }

  /** UNION, INTERSECT or EXCEPT of inputs with the same column types. */
  record SetOperation(Kind kind, boolean all, List<Plan> inputs) implements Plan {
    public enum Kind {
      UNION,
      INTERSECT,
      EXCEPT
    }

    public SetOperation {
      inputs = List.copyOf(inputs);
    }

    @Override
    public List<Field> fields() {
      return inputs.getFirst().fields();
    }
  }

  /**
   * A fixpoint: rows of {@code seed}, then again and again of {@code step}, which reads the rows
   * that the round before found new by {@link WorkingTable} of the same id. Used for recursive CTEs
   * and, with {@code distinct}, Datalog rules.
   */
  record Fixpoint(int id, Plan seed, Plan step, boolean distinct) implements Plan {
    @Override
    public List<Field> fields() {
      return seed.fields();
    }
  }

  /**
   * The rows that the last round of the fixpoint of this id found; of the negative of its id, the
   * rows that all rounds have found.
   */
  record WorkingTable(int id, List<Field> fields) implements Plan {
    public WorkingTable {
      fields = List.copyOf(fields);
    }
  }
}
