package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.column.ConstantVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives each row once for each of some groupings: the input's columns, then the keys, null where
 * the grouping goes without them, then the number of the grouping. No value is copied.
 */
public final class GroupingRows extends OperatorNode {
  private final List<Integer> keys;
  private final List<List<Integer>> sets;

  /**
   * @param sets the keys of each grouping, as positions in {@code keys}
   */
  public GroupingRows(Operator input, List<Integer> keys, List<List<Integer>> sets) {
    super(fields(input, keys), List.of(input));
    this.keys = List.copyOf(keys);
    this.sets = List.copyOf(sets);
  }

  private static List<Plan.Field> fields(Operator input, List<Integer> keys) {
    List<Plan.Field> fields = new ArrayList<>(input.fields());
    for (int key : keys) {
      Plan.Field field = input.fields().get(key);
      fields.add(new Plan.Field(field.name(), field.type(), true));
    }
    fields.add(new Plan.Field("grouping", DataType.LONG, false));
    return fields;
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    BatchCursor input = input().open(context);
    return new BatchCursor() {
      private @Nullable Batch batch;
      private int set = sets.size();

      @Override
      public @Nullable Batch next() {
        if (set == sets.size()) {
          batch = input.next();
          set = 0;
        }
        Batch current = batch;
        return current == null ? null : grouped(current, set++);
      }

      @Override
      public void close() {
        input.close();
      }
    };
  }

  private Batch grouped(Batch batch, int set) {
    int width = batch.columns().length;
    Vector[] columns = new Vector[fields().size()];
    System.arraycopy(batch.columns(), 0, columns, 0, width);
    for (int i = 0; i < keys.size(); i++) {
      columns[width + i] =
          sets.get(set).contains(i)
              ? batch.columns()[keys.get(i)]
              : constant(fields().get(width + i).type(), null, batch);
    }
    columns[columns.length - 1] = constant(DataType.LONG, (long) set, batch);
    return new Batch(columns, batch.selection(), batch.count());
  }

  private static Vector constant(DataType type, @Nullable Object value, Batch batch) {
    return new ConstantVector(Vectors.single(type, value), batch.extent());
  }

  @Override
  public String describe() {
    return "GroupingRows " + sets.size() + " times";
  }
}
