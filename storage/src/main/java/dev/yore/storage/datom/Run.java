package dev.yore.storage.datom;

import dev.yore.storage.column.Longs;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.value.DataType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Datoms of one index order as columns, sorted by key and then by t. One of three things, told by
 * the columns it has:
 *
 * <ul>
 *   <li><b>live</b>: datoms that hold, with the t that added them;
 *   <li><b>history</b>: datoms that were retracted, with {@link #ended()} besides; each held from
 *       {@code added} up to but not including {@code ended};
 *   <li><b>events</b>: what transactions did, with {@link #retracted()} besides where any datom was
 *       retracted; {@link #added()} is then the t of the event.
 * </ul>
 *
 * Values are kept as one flat vector an attribute; a run of one attribute, which is all that AEVT
 * and AVET ever store, has one vector whose rows are the run's rows. Vectors of several attributes
 * are in row order, but for runs that novelty keeps to itself, see {@link #inRowOrder}.
 */
public final class Run {
  private final IndexOrder order;
  private final int size;
  private final Longs entities;
  private final int[] attributes;
  private final DataType[] types;
  private final Vector[] values;
  private final int @Nullable [] attributeIndexes;
  private final int @Nullable [] slots;
  private final Longs added;
  private final @Nullable Longs ended;
  private final boolean @Nullable [] retracted;

  /** The values side by side; null unless {@link #packed} was asked for them. */
  private final @Nullable Cells cells;

  /**
   * @param attributes the distinct attributes, ascending
   * @param values a vector for each of them
   * @param attributeIndexes for each row the position of its attribute in {@code attributes}; null
   *     when there is at most one
   * @param slots for each row the position of its value in its attribute's vector; null when there
   *     is at most one attribute
   */
  public Run(
      IndexOrder order,
      Longs entities,
      int[] attributes,
      DataType[] types,
      Vector[] values,
      int @Nullable [] attributeIndexes,
      int @Nullable [] slots,
      Longs added,
      @Nullable Longs ended,
      boolean @Nullable [] retracted) {
    this(
        order,
        entities,
        attributes,
        types,
        values,
        attributeIndexes,
        slots,
        added,
        ended,
        retracted,
        null);
  }

  private Run(
      IndexOrder order,
      Longs entities,
      int[] attributes,
      DataType[] types,
      Vector[] values,
      int @Nullable [] attributeIndexes,
      int @Nullable [] slots,
      Longs added,
      @Nullable Longs ended,
      boolean @Nullable [] retracted,
      @Nullable Cells cells) {
    this.order = order;
    this.size = entities.size();
    this.entities = entities;
    this.attributes = attributes;
    this.types = types;
    this.values = values;
    this.attributeIndexes = attributeIndexes;
    this.slots = slots;
    this.added = added;
    this.ended = ended;
    this.retracted = retracted;
    this.cells = cells;
    if (added.size() != size || (attributes.length > 1) != (attributeIndexes != null)) {
      throw new IllegalArgumentException("the columns of a run do not belong together");
    }
  }

  /**
   * The same run, made for reading the datoms of one entity after the other: their values lie side
   * by side, and what runs of entities with the same attributes have in common is shared.
   */
  public Run packed() {
    if (attributeIndexes == null || slots == null || cells != null) {
      return this;
    }
    RowPattern pattern = RowPattern.of(attributes.length, attributeIndexes, slots, size);
    return new Run(
        order,
        Longs.repeated(entities),
        attributes,
        types,
        values,
        pattern == null ? attributeIndexes : pattern.attributeIndexes(),
        pattern == null ? slots : pattern.slots(),
        added,
        ended,
        retracted,
        new Cells(attributeIndexes, slots, values, size, pattern != null));
  }

  /** A run of one attribute. */
  public static Run ofAttribute(
      IndexOrder order,
      int attribute,
      DataType type,
      Longs entities,
      Vector values,
      Longs added,
      @Nullable Longs ended,
      boolean @Nullable [] retracted) {
    return new Run(
        order,
        entities,
        new int[] {attribute},
        new DataType[] {type},
        new Vector[] {values},
        null,
        null,
        added,
        ended,
        retracted);
  }

  /** A run without datoms. */
  public static Run empty(IndexOrder order) {
    Longs none = new Longs.Constant(0, 0);
    return new Run(
        order, none, new int[0], new DataType[0], new Vector[0], null, null, none, null, null);
  }

  public IndexOrder order() {
    return order;
  }

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public Longs entities() {
    return entities;
  }

  /** The t that added each datom, or of each event. */
  public Longs added() {
    return added;
  }

  /** The t that retracted each datom; only history has it. */
  public @Nullable Longs ended() {
    return ended;
  }

  /** Which events are retractions; null when none is. */
  public boolean @Nullable [] retracted() {
    return retracted;
  }

  /** The distinct attributes, ascending. */
  public int[] attributes() {
    return attributes;
  }

  /** The types of {@link #attributes()}. */
  public DataType[] types() {
    return types;
  }

  /** The values of each of {@link #attributes()}, in row order. */
  public Vector[] values() {
    return values;
  }

  public int @Nullable [] attributeIndexes() {
    return attributeIndexes;
  }

  public int @Nullable [] slots() {
    return slots;
  }

  public long entity(int row) {
    return entities.get(row);
  }

  /** The position of a row's attribute in {@link #attributes()}. */
  public int attributeIndex(int row) {
    return attributeIndexes == null ? 0 : attributeIndexes[row];
  }

  /** The position of a row's value in the vector of its attribute. */
  public int slot(int row) {
    return slots == null ? row : slots[row];
  }

  public int attribute(int row) {
    return attributes[attributeIndex(row)];
  }

  public DataType type(int row) {
    return types[attributeIndex(row)];
  }

  /** The vector that holds a row's value, at {@link #slot}. */
  public Vector vector(int row) {
    return values[attributeIndex(row)];
  }

  /** A row's value as a flat vector of one row. */
  public Vector single(int row) {
    int index = attributeIndex(row);
    Vector single = cells == null ? null : cells.single(row, index, types[index].layout());
    return single != null ? single : values[index].slice(slot(row), slot(row) + 1);
  }

  /** Adds a row's value to a column of its type. */
  public void append(int row, VectorBuilder to) {
    int index = attributeIndex(row);
    if (cells == null || !cells.append(row, index, types[index].layout(), to)) {
      to.append(values[index], slot(row));
    }
  }

  public Object value(int row) {
    Object value = Vectors.get(type(row), vector(row), slot(row));
    if (value == null) {
      throw new IllegalStateException("a datom without a value");
    }
    return value;
  }

  public long added(int row) {
    return added.get(row);
  }

  public boolean isRetraction(int row) {
    return retracted != null && retracted[row];
  }

  public Datom datom(int row) {
    return new Datom(entity(row), attribute(row), value(row), added(row), !isRetraction(row));
  }

  /** The bytes of memory its columns take. */
  public long bytes() {
    long sum = entities.bytes() + added.bytes() + 200;
    for (Vector vector : values) {
      sum += vector.bytes() + 50;
    }
    if (cells == null || !cells.patternShared()) {
      sum += attributeIndexes == null ? 0 : 4L * attributeIndexes.length;
      sum += slots == null ? 0 : 4L * slots.length;
    }
    sum += cells == null ? 0 : cells.bytes();
    sum += ended == null ? 0 : ended.bytes();
    return sum + (retracted == null ? 0 : retracted.length);
  }

  /** The first row at or after the beginning of a range. */
  public int from(KeyRange range) {
    return firstNotBelow(range.low(), range.lowInclusive());
  }

  /** The first row after the end of a range. */
  public int to(KeyRange range) {
    return firstNotBelow(range.high(), !range.highInclusive());
  }

  private int firstNotBelow(KeyPrefix prefix, boolean orEqual) {
    if (isByEntity(prefix)) {
      long entity = prefix.entity();
      return entity == Long.MAX_VALUE && !orEqual
          ? size
          : entities.lowerBound(orEqual ? entity : entity + 1, 0, size);
    }
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int sign = compare(middle, prefix);
      if (sign < 0 || (sign == 0 && !orEqual)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Whether the entity alone tells where rows stand to a prefix. */
  private boolean isByEntity(KeyPrefix prefix) {
    return switch (order) {
      case EAVT -> prefix.length() == 1;
      case AEVT ->
          prefix.length() == 2 && attributes.length == 1 && attributes[0] == prefix.attribute();
      case AVET, VAET -> false;
    };
  }

  /** Compares the first components of a row's key with a prefix. */
  public int compare(int row, KeyPrefix prefix) {
    int length = prefix.length();
    if (length == 0) {
      return 0;
    }
    int sign =
        switch (order) {
          case EAVT -> Long.compare(entity(row), prefix.entity());
          case AEVT, AVET -> Integer.compare(attribute(row), prefix.attribute());
          case VAET -> compareValue(row, prefix);
        };
    if (sign != 0 || length == 1) {
      return sign;
    }
    sign =
        switch (order) {
          case EAVT, VAET -> Integer.compare(attribute(row), prefix.attribute());
          case AEVT -> Long.compare(entity(row), prefix.entity());
          case AVET -> compareValue(row, prefix);
        };
    if (sign != 0 || length == 2) {
      return sign;
    }
    return switch (order) {
      case EAVT, AEVT -> compareValue(row, prefix);
      case AVET, VAET -> Long.compare(entity(row), prefix.entity());
    };
  }

  private int compareValue(int row, KeyPrefix prefix) {
    Vector value = prefix.value();
    if (value == null) {
      throw new IllegalArgumentException("a key prefix of this length needs a value");
    }
    return Vectors.compare(type(row), vector(row), slot(row), value, 0);
  }

  /** Compares the keys (entity, attribute and value, in the order of the index) of two rows. */
  public int compareKeys(int row, Run other, int otherRow) {
    return compareKeys(order, row, other, otherRow);
  }

  private int compareKeys(IndexOrder by, int row, Run other, int otherRow) {
    int sign;
    switch (by) {
      case EAVT -> {
        sign = Long.compare(entity(row), other.entity(otherRow));
        sign = sign != 0 ? sign : compareAttributes(row, other, otherRow);
        return sign != 0 ? sign : compareValues(row, other, otherRow);
      }
      case AEVT -> {
        sign = compareAttributes(row, other, otherRow);
        sign = sign != 0 ? sign : Long.compare(entity(row), other.entity(otherRow));
        return sign != 0 ? sign : compareValues(row, other, otherRow);
      }
      case AVET -> {
        sign = compareAttributes(row, other, otherRow);
        sign = sign != 0 ? sign : compareValues(row, other, otherRow);
        return sign != 0 ? sign : Long.compare(entity(row), other.entity(otherRow));
      }
      case VAET -> {
        sign = compareValues(row, other, otherRow);
        sign = sign != 0 ? sign : compareAttributes(row, other, otherRow);
        return sign != 0 ? sign : Long.compare(entity(row), other.entity(otherRow));
      }
    }
    throw new AssertionError(by);
  }

  private int compareAttributes(int row, Run other, int otherRow) {
    return Integer.compare(attribute(row), other.attribute(otherRow));
  }

  private int compareValues(int row, Run other, int otherRow) {
    return Vectors.compare(
        type(row), vector(row), slot(row), other.vector(otherRow), other.slot(otherRow));
  }

  /** The same datoms in another index's order. */
  public Run in(IndexOrder other) {
    int[] rows = new int[size];
    Arrays.setAll(rows, i -> i);
    boolean moved =
        RowSort.sort(
            rows,
            (l, r) -> {
              int sign = compareKeys(other, l, this, r);
              return sign != 0 ? sign : Long.compare(added(l), added(r));
            });
    return moved
        ? gather(other, rows, size)
        : new Run(
            other,
            entities,
            attributes,
            types,
            values,
            attributeIndexes,
            slots,
            added,
            ended,
            retracted);
  }

  /** The rows from {@code from} up to but not including {@code to}. */
  public Run slice(int from, int to) {
    if (from == 0 && to == size) {
      return this;
    }
    if (attributeIndexes != null && slots != null) {
      return sliceMixed(from, to, attributeIndexes, slots);
    }
    Vector[] sliced = values.length == 0 ? values : new Vector[] {values[0].slice(from, to)};
    return new Run(
        order,
        entities.slice(from, to),
        attributes,
        types,
        sliced,
        null,
        null,
        added.slice(from, to),
        ended == null ? null : ended.slice(from, to),
        retracted == null ? null : Arrays.copyOfRange(retracted, from, to));
  }

  /** Where values are in row order, each attribute's are one piece of its vector. */
  private Run sliceMixed(int from, int to, int[] indexes, int[] places) {
    int[] first = new int[attributes.length];
    int[] counts = new int[attributes.length];
    boolean pieces = true;
    for (int row = from; row < to; row++) {
      int a = indexes[row];
      first[a] = counts[a] == 0 ? places[row] : first[a];
      pieces &= places[row] == first[a] + counts[a]++;
    }
    if (!pieces) {
      int[] rows = new int[to - from];
      Arrays.setAll(rows, i -> from + i);
      return gather(order, rows, rows.length);
    }
    int[] kept = new int[attributes.length];
    int distinct = 0;
    for (int a = 0; a < attributes.length; a++) {
      kept[a] = counts[a] > 0 ? distinct++ : -1;
    }
    int[] newAttributes = new int[distinct];
    DataType[] newTypes = new DataType[distinct];
    Vector[] newValues = new Vector[distinct];
    for (int a = 0; a < attributes.length; a++) {
      if (kept[a] >= 0) {
        newAttributes[kept[a]] = attributes[a];
        newTypes[kept[a]] = types[a];
        newValues[kept[a]] = values[a].slice(first[a], first[a] + counts[a]);
      }
    }
    boolean mixed = distinct > 1;
    int[] newIndexes = mixed ? new int[to - from] : null;
    int[] newSlots = mixed ? new int[to - from] : null;
    if (newIndexes != null && newSlots != null) {
      for (int row = from; row < to; row++) {
        newIndexes[row - from] = kept[indexes[row]];
        newSlots[row - from] = places[row] - first[indexes[row]];
      }
    }
    return new Run(
        order,
        entities.slice(from, to),
        newAttributes,
        newTypes,
        newValues,
        newIndexes,
        newSlots,
        added.slice(from, to),
        ended == null ? null : ended.slice(from, to),
        retracted == null ? null : Arrays.copyOfRange(retracted, from, to));
  }

  /** The first {@code count} of these rows, which must stand in this run's order. */
  public Run gather(int[] rows, int count) {
    return gather(order, rows, count);
  }

  /**
   * The same rows with values in row order, attribute by attribute, and no attribute without rows.
   */
  public Run inRowOrder() {
    if (attributeIndexes == null || slots == null) {
      return this;
    }
    int[] next = new int[attributes.length];
    boolean ordered = true;
    for (int row = 0; row < size; row++) {
      ordered &= slots[row] == next[attributeIndexes[row]]++;
    }
    for (int i = 0; i < next.length; i++) {
      ordered &= next[i] > 0 && next[i] == values[i].size();
    }
    if (ordered) {
      return this;
    }
    int[] rows = new int[size];
    Arrays.setAll(rows, i -> i);
    return gather(rows, size);
  }

  /**
   * All rows in another succession, in which they must stand in this run's order. Of several
   * attributes the vectors stay as they are, so that values are not in row order any more.
   */
  public Run permuted(int[] rows) {
    if (attributeIndexes == null || slots == null) {
      return gather(rows, size);
    }
    int[] indexes = new int[size];
    int[] places = new int[size];
    boolean[] flags = retracted == null ? null : new boolean[size];
    for (int i = 0; i < size; i++) {
      indexes[i] = attributeIndexes[rows[i]];
      places[i] = slots[rows[i]];
      if (retracted != null && flags != null) {
        flags[i] = retracted[rows[i]];
      }
    }
    return new Run(
        order,
        gather(entities, rows, size),
        attributes,
        types,
        values,
        indexes,
        places,
        gather(added, rows, size),
        ended == null ? null : gather(ended, rows, size),
        flags);
  }

  private Run gather(IndexOrder newOrder, int[] rows, int count) {
    Longs gatheredEnds = ended == null ? null : gather(ended, rows, count);
    boolean[] flags = retracted == null ? null : new boolean[count];
    if (retracted != null && flags != null) {
      for (int i = 0; i < count; i++) {
        flags[i] = retracted[rows[i]];
      }
    }
    if (attributeIndexes == null || slots == null) {
      Vector[] gathered =
          values.length == 0 ? values : new Vector[] {values[0].gather(rows, count)};
      return new Run(
          newOrder,
          gather(entities, rows, count),
          attributes,
          types,
          gathered,
          null,
          null,
          gather(added, rows, count),
          gatheredEnds,
          flags);
    }
    return gatherMixed(newOrder, rows, count, attributeIndexes, slots, gatheredEnds, flags);
  }

  private Run gatherMixed(
      IndexOrder newOrder,
      int[] rows,
      int count,
      int[] indexes,
      int[] places,
      @Nullable Longs ends,
      boolean @Nullable [] flags) {
    int[] counts = new int[attributes.length];
    for (int i = 0; i < count; i++) {
      counts[indexes[rows[i]]]++;
    }
    int[] kept = new int[attributes.length];
    int distinct = 0;
    int[][] sources = new int[attributes.length][];
    for (int a = 0; a < attributes.length; a++) {
      kept[a] = counts[a] > 0 ? distinct++ : -1;
      sources[a] = new int[counts[a]];
    }
    int[] newIndexes = new int[count];
    int[] newSlots = new int[count];
    int[] filled = new int[attributes.length];
    for (int i = 0; i < count; i++) {
      int a = indexes[rows[i]];
      newIndexes[i] = kept[a];
      newSlots[i] = filled[a];
      sources[a][filled[a]++] = places[rows[i]];
    }
    int[] newAttributes = new int[distinct];
    DataType[] newTypes = new DataType[distinct];
    Vector[] newValues = new Vector[distinct];
    for (int a = 0; a < attributes.length; a++) {
      if (kept[a] >= 0) {
        newAttributes[kept[a]] = attributes[a];
        newTypes[kept[a]] = types[a];
        newValues[kept[a]] = values[a].gather(sources[a], counts[a]);
      }
    }
    boolean mixed = distinct > 1;
    return new Run(
        newOrder,
        gather(entities, rows, count),
        newAttributes,
        newTypes,
        newValues,
        mixed ? newIndexes : null,
        mixed ? newSlots : null,
        gather(added, rows, count),
        ends,
        flags);
  }

  private static Longs gather(Longs source, int[] rows, int count) {
    if (source instanceof Longs.Constant constant) {
      return new Longs.Constant(constant.value(), count);
    }
    long[] gathered = new long[count];
    switch (source) {
      case Longs.Plain plain -> {
        long[] numbers = plain.values();
        for (int i = 0; i < count; i++) {
          gathered[i] = numbers[rows[i]];
        }
      }
      case Longs.Offsets packed -> {
        int[] offsets = packed.offsets();
        for (int i = 0; i < count; i++) {
          gathered[i] = packed.base() + Integer.toUnsignedLong(offsets[rows[i]]);
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          gathered[i] = source.get(rows[i]);
        }
      }
    }
    return Longs.of(gathered, count);
  }

  @Override
  public String toString() {
    return order + " run of " + size + " datoms";
  }
}
