package dev.yore.engine.exec;

import dev.yore.engine.index.IndexReader;
import dev.yore.engine.index.RunAhead;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.datom.Run;
import dev.yore.storage.tree.Slice;
import java.util.Arrays;

/** The columns of a star for some entities. */
final class StarLookup {
  /** With fewer entities in a row group each is looked up by itself. */
  private static final int GROUP_MIN = 8;

  /** The ids of a row group. */
  private static final int GROUP_IDS = 8192;

  /** With this distance on average a row group has fewer than {@link #GROUP_MIN}. */
  private static final int APART_MIN = GROUP_IDS / GROUP_MIN;

  /** From so many attributes on, the datoms of one entity are read together. */
  static final int TOGETHER_MIN = 3;

  private final StarShape shape;
  private final IndexReader reader;
  private final long[] entities;
  private final Vector[] columns;
  private final int[][] starts;
  private boolean single = true;

  /** Whether the columns are one row already, that of the only entity. */
  private boolean row;

  /** Whether that row has every attribute that it must have. */
  private boolean rowComplete = true;

  /**
   * Rows of a lookup.
   *
   * @param left for each row the caller's row that it belongs to
   */
  record Rows(int[] left, int count, Vector[] columns) {}

  /**
   * @param entities distinct, ascending
   */
  StarLookup(StarShape shape, IndexReader reader, long[] entities) {
    this.shape = shape;
    this.reader = reader;
    this.entities = entities;
    this.columns = new Vector[shape.columns().size()];
    this.starts = new int[shape.parts().size()][];
    for (int position : shape.entityColumns()) {
      columns[position] = new LongVector(entities);
    }
    if ((starts.length >= TOGETHER_MIN || isMerged()) && scattered() && readEntities()) {
      return;
    }
    if (entities.length == 1 && starts.length >= TOGETHER_MIN) {
      readTogether(reader.entity(entities[0]));
      return;
    }
    for (int p = 0; p < starts.length; p++) {
      starts[p] = entities.length == 1 ? readOne(shape.parts().get(p)) : read(shape.parts().get(p));
    }
  }

  /**
   * Whether each of several attributes is merged of several places for each of several entities.
   */
  private boolean isMerged() {
    return starts.length > 1
        && entities.length > 1
        && reader.ahead(shape.parts().getFirst().attribute(), entities[0], entities[0] + 1) == null;
  }

  /** True when so few entities are in each row group that each is looked up by itself. */
  private boolean scattered() {
    int count = entities.length;
    return count < GROUP_MIN || (entities[count - 1] - entities[0]) / count >= APART_MIN;
  }

  /** Reads all that each entity has; false if one has several values of anything. */
  private boolean readEntities() {
    EntityRow found = new EntityRow(shape);
    if (entities.length == 1) {
      row = found.find(reader.seen(entities[0]));
      rowComplete = found.complete();
      for (int p = 0; row && p < starts.length; p++) {
        for (int position : shape.partsByAttribute()[p].positions()) {
          columns[position] = found.column(shape.columns().get(position), p);
        }
      }
      return row;
    }
    VectorBuilder[] builders = new VectorBuilder[columns.length];
    for (int c = 0; c < builders.length; c++) {
      builders[c] = VectorBuilder.of(shape.columns().get(c).type(), entities.length);
    }
    int[][] begins = new int[starts.length][entities.length + 1];
    for (int e = 0; e < entities.length; e++) {
      if (!found.find(reader.seen(entities[e]))) {
        return false;
      }
      for (int p = 0; p < begins.length; p++) {
        begins[p][e + 1] = begins[p][e] + (found.has(p) ? 1 : 0);
        for (int position : shape.partsByAttribute()[p].positions()) {
          if (found.has(p)) {
            found.append(shape.columns().get(position), p, builders[position]);
          }
        }
      }
    }
    for (int p = 0; p < begins.length; p++) {
      StarShape.Part part = shape.partsByAttribute()[p];
      starts[shape.parts().indexOf(part)] = begins[p];
      for (int position : part.positions()) {
        columns[position] = builders[position].build();
      }
    }
    return true;
  }

  /** Takes the columns from all that one entity has. */
  private void readTogether(Slice datoms) {
    for (int p = 0; p < starts.length; p++) {
      StarShape.Part part = shape.parts().get(p);
      int from = firstRow(datoms, part.attribute());
      int to = from;
      while (to < datoms.to() && datoms.run().attribute(to) == part.attribute()) {
        to++;
      }
      for (int position : part.positions()) {
        StarColumn column = shape.columns().get(position);
        columns[position] =
            from == to
                ? DatomColumns.nulls(column.type(), 0)
                : DatomColumns.of(column, datoms.run(), from, to);
      }
      starts[p] = new int[] {0, to - from};
      single &= to - from <= 1;
    }
  }

  /** The first row whose attribute is not before this one. */
  private static int firstRow(Slice datoms, int attribute) {
    int low = datoms.from();
    int high = datoms.to();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (datoms.run().attribute(middle) < attribute) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int[] readOne(StarShape.Part part) {
    Run run = reader.column(part.attribute(), entities[0], entities[0] + 1);
    for (int position : part.positions()) {
      StarColumn column = shape.columns().get(position);
      columns[position] =
          run.isEmpty() ? DatomColumns.nulls(column.type(), 0) : DatomColumns.of(column, run);
    }
    single &= run.size() <= 1;
    return new int[] {0, run.size()};
  }

  /** Reads an attribute; the result tells where in the columns each entity's datoms begin. */
  private int[] read(StarShape.Part part) {
    Pieces pieces = new Pieces(shape, part, entities, columns);
    int[] begins = read(part, pieces);
    single &= pieces.single();
    return begins;
  }

  private int[] read(StarShape.Part part, Pieces pieces) {
    int next = 0;
    while (next < entities.length) {
      long end = entities[entities.length - 1] + 1;
      RunAhead ahead = reader.ahead(part.attribute(), entities[next], end);
      if (ahead == null) {
        readGroups(part, pieces, next);
        break;
      }
      int after = firstFrom(ahead.end(), next + 1);
      pieces.add(ahead.run(), next, after);
      next = after;
    }
    return pieces.finish();
  }

  /** The place of the first entity at or after {@code end}, which is {@code from} or later. */
  private int firstFrom(long end, int from) {
    int low = from;
    int high = entities.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (entities[middle] < end) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Reads what must be merged of several places, for the entities from a place on. */
  private void readGroups(StarShape.Part part, Pieces pieces, int from) {
    int left = entities.length - from;
    long last = entities[entities.length - 1];
    if (left >= GROUP_MIN && last - entities[from] < GROUP_IDS) {
      pieces.add(reader.column(part.attribute(), entities[from], last + 1), from, entities.length);
      return;
    }
    int next = from;
    long[] bounds =
        left < GROUP_MIN
            ? new long[0]
            : reader.rowGroups(part.attribute(), entities[from], last + 1);
    for (int group = 0; next < entities.length; group++) {
      // Past the last bound nothing is stored, and single looks find that out.
      long end = group + 1 < bounds.length ? bounds[group + 1] : Long.MAX_VALUE;
      int after = firstFrom(end, next);
      if (after - next >= GROUP_MIN && group + 1 < bounds.length) {
        pieces.add(reader.column(part.attribute(), bounds[group], end), next, after);
        next = after;
      }
      for (; next < after; next++) {
        Run run = reader.column(part.attribute(), entities[next], entities[next] + 1);
        pieces.add(run, next, next + 1);
      }
    }
  }

  /**
   * The rows for callers' rows.
   *
   * @param left callers' rows
   * @param slots for each of them the position of its entity
   */
  Rows rows(int[] left, int[] slots, int count) {
    if (row) {
      return repeated(left, rowComplete ? count : 0);
    }
    return single && isEachOnce(slots, count) && requiredAreThere()
        ? asTheyAre(left, count)
        : combined(left, slots, count);
  }

  private boolean isEachOnce(int[] slots, int count) {
    if (count != entities.length) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      if (slots[i] != i) {
        return false;
      }
    }
    return true;
  }

  private boolean requiredAreThere() {
    for (int p = 0; p < starts.length; p++) {
      if (shape.parts().get(p).required() && !isThere(p)) {
        return false;
      }
    }
    return true;
  }

  /** Whether each entity has its one datom of a part. */
  private boolean isThere(int p) {
    return starts[p][entities.length] == entities.length;
  }

  /** A row for each entity, in their order. */
  private Rows asTheyAre(int[] left, int count) {
    for (int p = 0; p < starts.length; p++) {
      if (isThere(p)) {
        continue;
      }
      int[] places = new int[count];
      for (int i = 0; i < count; i++) {
        places[i] = starts[p][i + 1] > starts[p][i] ? starts[p][i] : -1;
      }
      for (int position : shape.parts().get(p).positions()) {
        columns[position] =
            DatomColumns.gather(
                shape.columns().get(position).type(), columns[position], places, count);
      }
    }
    return new Rows(left, count, columns);
  }

  /** The one row for each of the callers' rows. */
  private Rows repeated(int[] left, int count) {
    Vector[] repeated = columns;
    if (count != 1) {
      repeated = new Vector[columns.length];
      for (int c = 0; c < repeated.length; c++) {
        repeated[c] = columns[c].gather(new int[count], count);
      }
    }
    return new Rows(left, count, repeated);
  }

  private Rows combined(int[] left, int[] slots, int count) {
    int[] rows = left;
    int[] at = slots;
    int[][] places = new int[starts.length][];
    int total = 0;
    if (single) {
      int[] keptRows = new int[count];
      int[] keptSlots = new int[count];
      for (int i = 0; i < count; i++) {
        if (complete(slots[i])) {
          keptRows[total] = left[i];
          keptSlots[total++] = slots[i];
        }
      }
      rows = keptRows;
      at = keptSlots;
      for (int p = 0; p < starts.length; p++) {
        places[p] = new int[total];
        for (int i = 0; i < total; i++) {
          int begin = starts[p][at[i]];
          places[p][i] = starts[p][at[i] + 1] > begin ? begin : -1;
        }
      }
    } else {
      Product product = new Product(starts.length);
      for (int i = 0; i < count; i++) {
        if (complete(slots[i])) {
          product.add(left[i], slots[i]);
        }
      }
      rows = product.rows;
      at = product.slots;
      places = product.places;
      total = product.count;
    }
    Vector[] gathered = new Vector[columns.length];
    for (int position : shape.entityColumns()) {
      gathered[position] = columns[position].gather(at, total);
    }
    for (int p = 0; p < starts.length; p++) {
      for (int position : shape.parts().get(p).positions()) {
        gathered[position] =
            DatomColumns.gather(
                shape.columns().get(position).type(), columns[position], places[p], total);
      }
    }
    return new Rows(rows, total, gathered);
  }

  /** True when the entity has every attribute that it must have. */
  private boolean complete(int slot) {
    for (int p = 0; p < starts.length; p++) {
      if (shape.parts().get(p).required() && starts[p][slot] == starts[p][slot + 1]) {
        return false;
      }
    }
    return true;
  }

  /** Combinations of the values of attributes that an entity has several of. */
  private final class Product {
    private int[] rows = new int[16];
    private int[] slots = new int[16];
    private final int[][] places;
    private int count;

    Product(int parts) {
      places = new int[parts][16];
    }

    void add(int row, int slot) {
      int[] chosen = new int[places.length];
      for (int p = 0; p < chosen.length; p++) {
        chosen[p] = starts[p][slot] == starts[p][slot + 1] ? -1 : starts[p][slot];
      }
      boolean more = true;
      while (more) {
        put(row, slot, chosen);
        more = false;
        for (int p = chosen.length - 1; p >= 0 && !more; p--) {
          if (chosen[p] >= 0 && chosen[p] + 1 < starts[p][slot + 1]) {
            chosen[p]++;
            more = true;
          } else {
            chosen[p] = chosen[p] < 0 ? -1 : starts[p][slot];
          }
        }
      }
    }

    private void put(int row, int slot, int[] chosen) {
      if (count == rows.length) {
        rows = Arrays.copyOf(rows, 2 * count);
        slots = Arrays.copyOf(slots, 2 * count);
        for (int p = 0; p < places.length; p++) {
          places[p] = Arrays.copyOf(places[p], 2 * count);
        }
      }
      rows[count] = row;
      slots[count] = slot;
      for (int p = 0; p < places.length; p++) {
        places[p][count] = chosen[p];
      }
      count++;
    }
  }
}
