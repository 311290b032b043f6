package dev.yore.engine.exec;

import dev.yore.storage.column.Longs;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.datom.Run;
import dev.yore.storage.value.DataType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The columns of an attribute, put together of what several runs have of it. */
final class Pieces {
  private final StarShape shape;
  private final long[] entities;
  private final Vector[] columns;
  private final StarShape.Part part;
  private final int[] begins;
  private final @Nullable VectorBuilder[] builders;
  private int total;
  private boolean single = true;

  /**
   * @param entities distinct, ascending
   * @param columns those of the star, where the part's go
   */
  Pieces(StarShape shape, StarShape.Part part, long[] entities, Vector[] columns) {
    this.shape = shape;
    this.part = part;
    this.entities = entities;
    this.columns = columns;
    this.begins = new int[entities.length + 1];
    this.builders = new VectorBuilder[part.positions().length];
  }

  /** Adds what a run has of the entities at some places. */
  void add(Run run, int from, int to) {
    if (isOf(run.entities(), from, to)) {
      addAll(run, from, to);
    } else {
      addSome(run, from, to);
    }
  }

  /** True when a run has one datom of each of these entities and no others. */
  private boolean isOf(Longs ids, int from, int to) {
    if (ids.size() != to - from) {
      return false;
    }
    if (ids instanceof Longs.Dense dense) {
      return dense.base() == entities[from] && entities[to - 1] - dense.base() == to - from - 1;
    }
    for (int e = from; e < to; e++) {
      if (ids.get(e - from) != entities[e]) {
        return false;
      }
    }
    return true;
  }

  private void addAll(Run run, int from, int to) {
    for (int e = from; e < to; e++) {
      begins[e] = total + e - from;
    }
    for (int c = 0; c < builders.length; c++) {
      int position = part.positions()[c];
      Vector source = DatomColumns.of(shape.columns().get(position), run);
      if (to - from == entities.length) {
        columns[position] = source;
      } else {
        builder(c).append(source, 0, to - from);
      }
    }
    total += to - from;
  }

  private VectorBuilder builder(int c) {
    VectorBuilder builder = builders[c];
    if (builder == null) {
      DataType type = shape.columns().get(part.positions()[c]).type();
      builder = VectorBuilder.of(type, entities.length);
      builders[c] = builder;
    }
    return builder;
  }

  private void addSome(Run run, int from, int to) {
    int[] rows = new int[to - from];
    int count = 0;
    Longs ids = run.entities();
    int at = 0;
    for (int e = from; e < to; e++) {
      begins[e] = total + count;
      long entity = entities[e];
      if (at < run.size() && ids.get(at) < entity) {
        at = ids.lowerBound(entity, at, run.size());
      }
      for (int first = at; at < run.size() && ids.get(at) == entity; at++) {
        rows = count < rows.length ? rows : Arrays.copyOf(rows, 2 * count);
        rows[count++] = at;
        single &= at == first;
      }
    }
    if (count > 0) {
      boolean whole = from == 0 && to == entities.length;
      for (int c = 0; c < builders.length; c++) {
        StarColumn column = shape.columns().get(part.positions()[c]);
        if (whole) {
          columns[part.positions()[c]] = DatomColumns.gather(column, run, rows, count);
        } else {
          append(builder(c), column, run, rows, count);
        }
      }
      total += count;
    }
  }

  private static void append(
      VectorBuilder builder, StarColumn column, Run run, int[] rows, int count) {
    boolean together = rows[count - 1] - rows[0] == count - 1;
    if (together && column.kind() == StarColumn.Kind.VALUE) {
      builder.append(run.values()[0], rows[0], rows[0] + count);
    } else {
      builder.append(DatomColumns.gather(column, run, rows, count), 0, count);
    }
  }

  /** Whether no entity has several datoms. */
  boolean single() {
    return single;
  }

  /** Where in the columns each entity's datoms begin. */
  int[] finish() {
    begins[entities.length] = total;
    for (int c = 0; c < builders.length; c++) {
      int position = part.positions()[c];
      VectorBuilder builder = builders[c];
      if (builder != null) {
        columns[position] = builder.build();
      } else if (total == 0) {
        columns[position] = DatomColumns.nulls(shape.columns().get(position).type(), 0);
      }
    }
    return begins;
  }
}
