package dev.yore.sql.session;

import dev.yore.engine.db.Db;
import dev.yore.engine.exec.Batch;
import dev.yore.engine.exec.BatchCursor;
import dev.yore.engine.exec.Evaluator;
import dev.yore.engine.exec.ExecutionContext;
import dev.yore.engine.schema.EntityIds;
import dev.yore.engine.schema.Table;
import dev.yore.engine.tx.TxOp;
import dev.yore.sql.ddl.NewEntities;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Turns the rows that a write's source gives, for any number of parameter rows, into operations.
 */
final class RowWriter {
  private final CompiledStatement.Write write;
  private final VectorBuilder[] columns;
  private long[] entities = new long[16];
  private int count;

  RowWriter(CompiledStatement.Write write) {
    this.write = write;
    this.columns = new VectorBuilder[write.assignments().size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = VectorBuilder.of(write.assignments().get(i).column().type(), 16);
    }
  }

  /** Rows so far. */
  int count() {
    return count;
  }

  /** Runs the source and takes its rows; returns how many they were. */
  int take(ExecutionContext context) {
    int before = count;
    try (BatchCursor cursor = context.run(write.prepared().operator(context))) {
      for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
        take(batch, context);
      }
    }
    return count - before;
  }

  private void take(Batch batch, ExecutionContext context) {
    if (write.kind() != CompiledStatement.Kind.INSERT) {
      takeEntities(batch);
    }
    for (int i = 0; i < columns.length; i++) {
      CompiledStatement.Assignment assignment = write.assignments().get(i);
      Vector values = values(assignment, assignment.value(), batch, context);
      for (int row = 0; row < batch.count(); row++) {
        columns[i].append(values, batch.row(row));
      }
    }
    count += batch.count();
  }

  private static Vector values(
      CompiledStatement.Assignment assignment,
      Evaluator value,
      Batch batch,
      ExecutionContext context) {
    Vector values;
    try {
      values = value.evaluate(batch, context);
    } catch (YoreException e) {
      throw e.with("column", assignment.column().name()).with("type", assignment.column().type());
    }
    TextLengths.check(assignment.column(), values, batch);
    return values;
  }

  /** The insertion of rows that consist of parameters and constants. */
  static List<TxOp> insertion(
      CompiledStatement.Write write,
      List<Evaluator> ofParameters,
      Batch parameters,
      Db db,
      ExecutionContext context) {
    List<Vector> columns = new ArrayList<>(ofParameters.size());
    for (int i = 0; i < ofParameters.size(); i++) {
      Vector column = values(write.assignments().get(i), ofParameters.get(i), parameters, context);
      columns.add(column instanceof ConstantVector constant ? constant.flatten() : column);
    }
    return List.of(insert(write, columns, parameters.count(), new NewEntities(db)));
  }

  private void takeEntities(Batch batch) {
    entities = Arrays.copyOf(entities, Math.max(entities.length, count + batch.count()));
    Vector ids = batch.columns()[0];
    for (int i = 0; i < batch.count(); i++) {
      int row = batch.row(i);
      entities[count + i] =
          ids instanceof ConstantVector constant
              ? ((LongVector) constant.value()).get(0)
              : ((LongVector) ids).get(row);
    }
  }

  /** What the rows taken come to. */
  List<TxOp> ops(Db db) {
    if (count == 0) {
      return List.of();
    }
    return switch (write.kind()) {
      case INSERT -> List.of(insert(write, built(), count, new NewEntities(db)));
      case UPDATE -> updates();
      case DELETE -> List.of(new TxOp.DeleteRows(write.table(), Arrays.copyOf(entities, count)));
    };
  }

  private List<Vector> built() {
    return Arrays.stream(columns).map(VectorBuilder::build).toList();
  }

  private static TxOp insert(
      CompiledStatement.Write write, List<Vector> columns, int count, NewEntities ids) {
    Table table = write.table();
    if (table.ofManyValues()) {
      throw YoreException.unsupported("INSERT into the table of a cardinality-many attribute");
    }
    long first = ids.reserve(table.partition(), count);
    long[] rows = new long[count];
    Arrays.setAll(rows, i -> first + i);
    List<TxOp.ColumnValues> values = new ArrayList<>();
    boolean member = false;
    for (int i = 0; i < columns.size(); i++) {
      int attribute = write.assignments().get(i).column().attribute();
      member |= attribute == table.member();
      values.add(new TxOp.ColumnValues(attribute, columns.get(i)));
    }
    if (!member && hasMarker(table)) {
      long[] marks = new long[count];
      Arrays.fill(marks, 1);
      values.add(new TxOp.ColumnValues(table.member(), new LongVector(marks)));
    }
    return new TxOp.InsertColumns(rows, values);
  }

  /** True when what every row has is not one of the columns. */
  private static boolean hasMarker(Table table) {
    if (table.member() < 0) {
      return false;
    }
    for (Table.Column column : table.columns()) {
      if (column.attribute() == table.member()) {
        return false;
      }
    }
    return true;
  }

  private List<TxOp> updates() {
    long[] rows = Arrays.copyOf(entities, count);
    for (long row : rows) {
      if (EntityIds.partition(row) == EntityIds.TX_PARTITION) {
        throw YoreException.of(ErrorCode.READ_ONLY_TRANSACTION, "Transactions cannot be changed");
      }
    }
    List<TxOp> ops = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      int attribute = write.assignments().get(i).column().attribute();
      ops.add(new TxOp.UpdateColumn(rows, attribute, columns[i].build()));
    }
    return ops;
  }
}
