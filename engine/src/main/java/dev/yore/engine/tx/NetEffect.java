package dev.yore.engine.tx;

import dev.yore.engine.db.Db;
import dev.yore.engine.db.Watermarks;
import dev.yore.engine.schema.Attribute;
import dev.yore.engine.schema.Bootstrap;
import dev.yore.engine.schema.EntityIds;
import dev.yore.engine.schema.Schema;
import dev.yore.engine.schema.SchemaReader;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Longs;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.RowSort;
import dev.yore.storage.datom.Run;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What several speculative transactions, each on the database that the one before it left, come to
 * as one: facts that one of them added and a later one took away again are no facts.
 *
 * <p>Entities that are new get other ids when others were given since; whether what was read is
 * still true is for the caller to check.
 */
public final class NetEffect {
  private final Schema schema;
  private final Watermarks from;
  private final Watermarks to;

  private NetEffect(Schema schema, Watermarks from, Watermarks to) {
    this.schema = schema;
    this.from = from;
    this.to = to;
  }

  /**
   * One transaction that does to {@code current} what the steps did to the database before them.
   *
   * @param steps in order, at least one
   */
  public static ResolvedTx of(List<TxReport> steps, Db current) {
    Db base = steps.getFirst().dbBefore();
    Db last = steps.getLast().dbAfter();
    boolean defines = steps.stream().anyMatch(step -> SchemaReader.touched(step.events()));
    boolean moved =
        current.schema().version() != base.schema().version()
            || current.watermarks().next(EntityIds.SCHEMA_PARTITION)
                != base.watermarks().next(EntityIds.SCHEMA_PARTITION);
    if (defines && moved) {
      throw YoreException.of(
          ErrorCode.SERIALIZATION_FAILURE,
          "Another transaction changed the schema; run this one again");
    }
    NetEffect effect = new NetEffect(last.schema(), base.watermarks(), current.watermarks());
    return new ResolvedTx(effect.ops(steps), Map.of(), null, defines ? last.schema() : null, false);
  }

  private List<TxOp> ops(List<TxReport> steps) {
    Map<Integer, List<Run>> byAttribute = new TreeMap<>();
    for (TxReport step : steps) {
      for (Run run : step.events()) {
        Attribute attribute = schema.require(run.attributes()[0]);
        // Commit times belong to the steps, and composite tuples follow from their parts.
        if (attribute.id() != Bootstrap.TX_INSTANT && attribute.tupleAttributes().isEmpty()) {
          byAttribute.computeIfAbsent(attribute.id(), a -> new ArrayList<>()).add(run);
        }
      }
    }
    List<TxOp> ops = new ArrayList<>();
    byAttribute.forEach((id, runs) -> {
      Run net = net(schema.require(id), runs);
      if (net != null) {
        ops.add(new TxOp.Facts(net));
      }
    });
    return ops;
  }

  private @Nullable Run net(Attribute attribute, List<Run> runs) {
    int size = runs.stream().mapToInt(Run::size).sum();
    long[] entities = new long[size];
    boolean[] retracted = new boolean[size];
    VectorBuilder builder = VectorBuilder.of(attribute.type(), size);
    int filled = 0;
    for (Run run : runs) {
      for (int row = 0; row < run.size(); row++) {
        entities[filled] = run.entity(row);
        retracted[filled++] = run.isRetraction(row);
        builder.append(run.vector(row), run.slot(row));
      }
    }
    Vector values = builder.build();
    int[] rows = new int[size];
    Arrays.setAll(rows, i -> i);
    RowSort.RowComparator order =
        (left, right) -> {
          int sign = Long.compare(entities[left], entities[right]);
          return sign != 0 ? sign : Vectors.compare(attribute.type(), values, left, values, right);
        };
    RowSort.sort(rows, order);
    int count = 0;
    for (int first = 0; first < size; ) {
      int end = first + 1;
      while (end < size && order.compare(rows[first], rows[end]) == 0) {
        end++;
      }
      if (retracted[rows[first]] == retracted[rows[end - 1]]) {
        rows[count++] = rows[first];
      }
      first = end;
    }
    return count == 0
        ? null
        : run(attribute, entities, retracted, values.gather(rows, count), rows);
  }

  private Run run(
      Attribute attribute, long[] entities, boolean[] retracted, Vector values, int[] rows) {
    int count = values.size();
    long[] moved = new long[count];
    boolean[] flags = new boolean[count];
    for (int i = 0; i < count; i++) {
      moved[i] = moved(entities[rows[i]]);
      flags[i] = retracted[rows[i]];
    }
    Vector shifted =
        attribute.type().valueType() == ValueType.REF ? moved((LongVector) values) : values;
    return Run.ofAttribute(
        IndexOrder.AEVT,
        attribute.id(),
        attribute.type(),
        Longs.of(moved, count),
        shifted,
        new Longs.Constant(0, count),
        null,
        flags);
  }

  private Vector moved(LongVector references) {
    long[] moved = new long[references.size()];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = moved(references.get(i));
    }
    return new LongVector(moved);
  }

  /** The id that an entity has after all: new ones come after those that others have got since. */
  private long moved(long entity) {
    int partition = EntityIds.partition(entity);
    long start = from.next(partition);
    if (EntityIds.sequence(entity) < start) {
      return entity;
    }
    return partition == EntityIds.TX_PARTITION ? TxOp.THIS_TX : entity + to.next(partition) - start;
  }
}
