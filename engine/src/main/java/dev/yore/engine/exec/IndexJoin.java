package dev.yore.engine.exec;

import dev.yore.engine.index.FoundEntities;
import dev.yore.engine.index.IndexReader;
import dev.yore.engine.plan.Plan;
import dev.yore.storage.column.Vector;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyPrefix;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Layout;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * For each input row finds the entities that have a value, through the index of its attribute, and
 * looks up columns of theirs.
 */
public final class IndexJoin extends LookupNode {
  private final Evaluator key;
  private final IndexOrder order;
  private final int attribute;
  private final DataType type;
  private final StarShape shape;

  /**
   * @param kind INNER, LEFT, SEMI or ANTI; an entity without such a star does not match
   * @param key over the input's columns, of the attribute's type; null matches nothing
   * @param order AVET, or VAET for references
   * @param columns what to look up; for INNER and LEFT they follow the input's columns
   * @param condition over the input's columns followed by those looked up, or null
   */
  public IndexJoin(
      Plan.Join.Kind kind,
      Operator input,
      Evaluator key,
      DbSource source,
      IndexOrder order,
      int attribute,
      DataType type,
      List<StarColumn> columns,
      @Nullable Evaluator condition) {
    super(kind, input, source, columns, condition);
    this.key = key;
    this.order = order;
    this.attribute = attribute;
    this.type = type;
    this.shape = new StarShape(columns, List.of());
  }

  @Override
  List<Evaluator> evaluators() {
    return matches.condition() == null ? List.of(key) : List.of(key, matches.condition());
  }

  /** Which entities each row refers to. */
  private static final class Pairs {
    private int[] rows;
    private long[] entities;
    private int count;

    Pairs(int expected) {
      this.rows = new int[expected];
      this.entities = new long[expected];
    }

    private void reserve(int more) {
      if (count + more > rows.length) {
        int size = Math.max(2 * rows.length, count + more);
        rows = Arrays.copyOf(rows, size);
        entities = Arrays.copyOf(entities, size);
      }
    }

    void add(int row, Run run) {
      reserve(run.size());
      Arrays.fill(rows, count, count + run.size(), row);
      run.entities().copyTo(0, run.size(), entities, count);
      count += run.size();
    }

    /** Adds what was found by keys, in one go. */
    void add(SortedKeys keys, FoundEntities found) {
      int[] places = keys.places();
      boolean each = keys.numbers().length == places.length;
      reserve(found.count());
      for (int i = 0; i < places.length; i++) {
        int place = places[i];
        int begin = place < 0 ? 0 : found.begin(place);
        int more = place < 0 ? 0 : found.end(place) - begin;
        reserve(more);
        Arrays.fill(rows, count, count + more, keys.rows().row(i));
        if (!each) {
          System.arraycopy(found.entities(), begin, entities, count, more);
        }
        count += more;
      }
      entities = each ? found.entities() : entities;
    }

    /** Whether each entity is greater than the one before. */
    boolean ascend() {
      for (int i = 1; i < count; i++) {
        if (entities[i] <= entities[i - 1]) {
          return false;
        }
      }
      return true;
    }
  }

  @Override
  @Nullable Batch lookUp(Batch batch, @Nullable IndexReader reader, ExecutionContext context) {
    if (reader == null) {
      return nothing(batch, context);
    }
    Vector keys = key.evaluate(batch, context);
    Pairs pairs = new Pairs(batch.count());
    if (type.layout() == Layout.LONG) {
      SortedKeys sorted = SortedKeys.of(batch, keys);
      pairs.add(sorted, reader.entitiesOf(order, attribute, type, sorted.numbers()));
      return joined(sorted.rows(), pairs, reader, context);
    }
    for (int i = 0; i < batch.count(); i++) {
      find(keys, batch.row(i), reader, pairs);
    }
    return joined(batch, pairs, reader, context);
  }

  private @Nullable Batch nothing(Batch batch, ExecutionContext context) {
    Vector[] none = new Vector[shape.columns().size()];
    for (int c = 0; c < none.length; c++) {
      none[c] = DatomColumns.nulls(shape.columns().get(c).type(), 0);
    }
    return matches.of(batch, new int[0], 0, none, context);
  }

  private @Nullable Batch joined(
      Batch batch, Pairs pairs, IndexReader reader, ExecutionContext context) {
    if (pairs.count == 0) {
      return nothing(batch, context);
    }
    long[] wanted = Arrays.copyOf(pairs.entities, pairs.count);
    int[] slots = new int[pairs.count];
    if (pairs.ascend()) {
      Arrays.setAll(slots, i -> i);
    } else {
      wanted = EntityLookup.distinct(wanted);
      for (int i = 0; i < slots.length; i++) {
        slots[i] = wanted.length == 1 ? 0 : Arrays.binarySearch(wanted, pairs.entities[i]);
      }
    }
    StarLookup.Rows rows =
        new StarLookup(shape, reader, wanted).rows(pairs.rows, slots, pairs.count);
    return matches.of(batch, rows.left(), rows.count(), rows.columns(), context);
  }

  private void find(Vector keys, int row, IndexReader reader, Pairs pairs) {
    KeyPrefix prefix = AttributeValue.prefix(order, attribute, type, keys, row);
    if (prefix == null) {
      return;
    }
    IndexReader.RunCursor runs = reader.scan(KeyRange.of(prefix));
    for (Run run = runs.next(); run != null; run = runs.next()) {
      pairs.add(row, run);
    }
  }

  @Override
  public String describe() {
    String kind = matches.kind() == Plan.Join.Kind.INNER ? "" : matches.kind() + " ";
    return kind
        + "IndexJoin"
        + source.describe()
        + " "
        + order
        + " = "
        + ExprText.of(key.expr(), input().fields())
        + shape.columns().stream()
            .map(StarColumn::name)
            .collect(Collectors.joining(", ", " [", "]"));
  }
}
