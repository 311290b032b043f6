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
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What several speculative transactions, each on the database that the one before it left, come to
 * as one: facts that one of them added and a later one took away again are no facts. It is data:
 * whoever has a later database can {@linkplain #on apply} it there.
 *
 * <p>Entities that are new get other ids when others were given since; whether what was read is
 * still true is for the caller to check.
 *
 * @param schemaVersion that of the database that the first transaction was decided on
 * @param firstNew for each partition that got entities the sequence of the first of them
 * @param facts runs in AEVT order, each of one attribute, ascending
 */
public record NetEffect(long schemaVersion, Map<Integer, Long> firstNew, List<Run> facts) {
  public NetEffect {
    firstNew = Map.copyOf(firstNew);
    facts = List.copyOf(facts);
  }

  /**
   * What the steps come to.
   *
   * @param steps in order, at least one
   */
  public static NetEffect of(List<TxReport> steps) {
    Db base = steps.getFirst().dbBefore();
    Db last = steps.getLast().dbAfter();
    Map<Integer, Long> firstNew = new HashMap<>();
    for (int partition : last.watermarks().partitions()) {
      long first = base.watermarks().next(partition);
      if (last.watermarks().next(partition) != first) {
        firstNew.put(partition, first);
      }
    }
    return new NetEffect(base.schema().version(), firstNew, facts(steps, last.schema()));
  }

  private static List<Run> facts(List<TxReport> steps, Schema schema) {
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
    List<Run> facts = new ArrayList<>();
    byAttribute.forEach((id, runs) -> {
      Run net = net(schema.require(id), runs);
      if (net != null) {
        facts.add(net);
      }
    });
    return facts;
  }

  /** A transaction that does to {@code current} what the steps did to the database before them. */
  public ResolvedTx on(Db current) {
    boolean defines = SchemaReader.touched(facts);
    if (defines && isSchemaMoved(current)) {
      throw YoreException.of(
          ErrorCode.SERIALIZATION_FAILURE,
          "Another transaction changed the schema; run this one again");
    }
    Schema schema =
        defines
            ? SchemaReader.after(current.schema(), current.reader(), facts, current.basisT() + 1)
            : null;
    requireTypes(schema == null ? current.schema() : schema);
    Watermarks given = current.watermarks();
    List<TxOp> ops = new ArrayList<>();
    facts.forEach(run -> ops.add(new TxOp.Facts(moved(run, given))));
    return new ResolvedTx(ops, Map.of(), null, schema, false);
  }

  private void requireTypes(Schema schema) {
    for (Run run : facts) {
      Attribute attribute = schema.require(run.attribute(0));
      if (!run.types()[0].equals(attribute.type())) {
        throw YoreException.of(
                ErrorCode.SERIALIZATION_FAILURE,
                "Another transaction changed the type of an attribute; run this one again")
            .with("attribute", attribute.ident());
      }
    }
  }

  private boolean isSchemaMoved(Db current) {
    int partition = EntityIds.SCHEMA_PARTITION;
    long next = current.watermarks().next(partition);
    return current.schema().version() != schemaVersion
        || firstNew.getOrDefault(partition, next) != next;
  }

  private static @Nullable Run net(Attribute attribute, List<Run> runs) {
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

  private static Run run(
      Attribute attribute, long[] entities, boolean[] retracted, Vector values, int[] rows) {
    int count = values.size();
    long[] kept = new long[count];
    boolean[] flags = new boolean[count];
    for (int i = 0; i < count; i++) {
      kept[i] = entities[rows[i]];
      flags[i] = retracted[rows[i]];
    }
    return run(attribute.id(), attribute.type(), kept, values, flags);
  }

  private static Run run(
      int attribute,
      DataType type,
      long[] entities,
      Vector values,
      boolean @Nullable [] retracted) {
    int count = entities.length;
    return Run.ofAttribute(
        IndexOrder.AEVT,
        attribute,
        type,
        Longs.of(entities, count),
        values,
        new Longs.Constant(0, count),
        null,
        retracted);
  }

  private Run moved(Run run, Watermarks given) {
    long[] entities = new long[run.size()];
    for (int row = 0; row < entities.length; row++) {
      entities[row] = moved(run.entity(row), given);
    }
    Vector values = run.values()[0];
    if (run.types()[0].valueType() == ValueType.REF) {
      long[] references = new long[entities.length];
      for (int row = 0; row < references.length; row++) {
        references[row] = moved(((LongVector) values).get(row), given);
      }
      values = new LongVector(references);
    }
    return run(run.attribute(0), run.types()[0], entities, values, run.retracted());
  }

  /** The id that an entity has after all: new ones come after those that others have got since. */
  private long moved(long entity, Watermarks given) {
    int partition = EntityIds.partition(entity);
    long first = firstNew.getOrDefault(partition, Long.MAX_VALUE);
    if (EntityIds.sequence(entity) < first) {
      return entity;
    }
    return partition == EntityIds.TX_PARTITION
        ? TxOp.THIS_TX
        : entity + given.next(partition) - first;
  }
}
