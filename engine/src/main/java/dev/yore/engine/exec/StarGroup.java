package dev.yore.engine.exec;

import dev.yore.engine.index.IndexReader;
import dev.yore.storage.column.Longs;
import dev.yore.storage.column.Vector;
import dev.yore.storage.datom.Run;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The entities of one row group while the columns of a star are put together. */
final class StarGroup {
  private final StarShape shape;
  private final IndexReader reader;
  private final ExecutionContext context;
  private final long from;
  private final long to;
  private final Vector[] columns;
  private Longs entities = new Longs.Constant(0, 0);
  private int @Nullable [] selection;
  private int count;

  StarGroup(StarShape shape, IndexReader reader, ExecutionContext context, long from, long to) {
    this.shape = shape;
    this.reader = reader;
    this.context = context;
    this.from = from;
    this.to = to;
    this.columns = new Vector[shape.columns().size()];
  }

  /** The rows, or null when none is left. */
  @Nullable Batch read() {
    Run[] runs = shape.driver() == null ? union() : new Run[shape.parts().size()];
    if (shape.driver() != null) {
      runs[0] = reader.column(shape.driver().attribute(), from, to);
      entities = runs[0].entities();
    }
    count = entities.size();
    if (count == 0) {
      return null;
    }
    Arrays.fill(columns, DatomColumns.nulls(dev.yore.storage.value.DataType.LONG, count));
    fillEntities();
    for (int i = 0; i < runs.length; i++) {
      StarShape.Part part = shape.parts().get(i);
      Run run = runs[i] != null ? runs[i] : reader.column(part.attribute(), from, to);
      add(part, run);
      filter(part);
      if (count == 0) {
        return null;
      }
    }
    return new Batch(columns, selection, count);
  }

  private void fillEntities() {
    for (int position : shape.entityColumns()) {
      columns[position] = DatomColumns.entities(entities);
    }
  }

  private Run[] union() {
    Run[] runs = new Run[shape.parts().size()];
    Longs all = null;
    for (int i = 0; i < runs.length; i++) {
      runs[i] = reader.column(shape.parts().get(i).attribute(), from, to);
      all = runs[i].isEmpty() ? all : DatomColumns.union(all, runs[i].entities());
    }
    entities = all == null ? new Longs.Constant(0, 0) : all;
    return runs;
  }

  private void add(StarShape.Part part, Run run) {
    if (run.isEmpty()) {
      count = part.required() ? 0 : count;
      for (int position : part.positions()) {
        columns[position] =
            DatomColumns.nulls(shape.columns().get(position).type(), entities.size());
      }
      return;
    }
    if (DatomColumns.same(entities, run.entities())) {
      for (int position : part.positions()) {
        columns[position] = DatomColumns.of(shape.columns().get(position), run);
      }
      return;
    }
    align(part, run);
  }

  /** Finds each entity's datom; entities with several are repeated, those with none are null. */
  private void align(StarShape.Part part, Run run) {
    Longs other = run.entities();
    int size = entities.size();
    int[] places = new int[size];
    int extra = 0;
    int j = 0;
    for (int i = 0; i < size; i++) {
      long entity = entities.get(i);
      while (j < other.size() && other.get(j) < entity) {
        j++;
      }
      places[i] = j < other.size() && other.get(j) == entity ? j : -1;
      for (int k = j + 1; places[i] >= 0 && k < other.size() && other.get(k) == entity; k++) {
        extra++;
      }
    }
    if (extra > 0) {
      places = repeat(places, other, extra);
    }
    for (int position : part.positions()) {
      StarColumn column = shape.columns().get(position);
      columns[position] =
          DatomColumns.gather(column.type(), DatomColumns.of(column, run), places, entities.size());
    }
    if (part.required()) {
      keepFound(places);
    }
  }

  private int[] repeat(int[] places, Longs other, int extra) {
    int size = places.length + extra;
    int[] sources = new int[size];
    int[] repeated = new int[size];
    int next = 0;
    for (int i = 0; i < places.length; i++) {
      int place = places[i];
      do {
        sources[next] = i;
        repeated[next++] = place;
        place++;
      } while (place > 0 && place < other.size() && other.get(place) == entities.get(i));
    }
    boolean[] meant = new boolean[places.length];
    for (int i = 0; i < count; i++) {
      meant[selection == null ? i : selection[i]] = true;
    }
    long[] ids = new long[size];
    int[] selected = new int[size];
    int found = 0;
    for (int i = 0; i < size; i++) {
      ids[i] = entities.get(sources[i]);
      if (meant[sources[i]]) {
        selected[found++] = i;
      }
    }
    for (int c = 0; c < columns.length; c++) {
      columns[c] = columns[c].gather(sources, size);
    }
    entities = Longs.of(ids, size);
    selection = selected;
    count = found;
    return repeated;
  }

  private void keepFound(int[] places) {
    int[] selected = new int[count];
    int found = 0;
    for (int i = 0; i < count; i++) {
      int row = selection == null ? i : selection[i];
      if (places[row] >= 0) {
        selected[found++] = row;
      }
    }
    selection = selected;
    count = found;
  }

  private void filter(StarShape.Part part) {
    for (Evaluator condition : part.conditions()) {
      if (count == 0) {
        return;
      }
      int[] selected = new int[count];
      int found = condition.select(new Batch(columns, selection, count), context, selected);
      if (found < count) {
        selection = selected;
        count = found;
      }
    }
  }
}
