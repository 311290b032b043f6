package dev.yore.engine.exec;

import dev.yore.engine.index.SeenDatoms;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import dev.yore.storage.datom.Run;
import dev.yore.storage.tree.Slice;

/**
 * Where the columns of a star stand in the datoms of one entity that has at most one value of each
 * attribute. It may be used for one entity after the other.
 */
final class EntityRow {
  private static final int NONE = -1;
  private static final int SEVERAL = -2;

  private final StarShape shape;
  private final Run[] runs;
  private final int[] rows;
  private boolean complete;

  EntityRow(StarShape shape) {
    this.shape = shape;
    int parts = shape.partsByAttribute().length;
    this.runs = new Run[parts];
    this.rows = new int[parts];
  }

  /** Looks at an entity; false if it has several values of an attribute. */
  boolean find(SeenDatoms datoms) {
    Side live = new Side(datoms, datoms.live());
    Side past = new Side(datoms, datoms.past());
    complete = true;
    for (int p = 0; p < rows.length; p++) {
      StarShape.Part part = shape.partsByAttribute()[p];
      int now = live.find(part.attribute());
      int then = past.find(part.attribute());
      if (now == SEVERAL || then == SEVERAL || (now >= 0 && then >= 0)) {
        return false;
      }
      runs[p] = now >= 0 ? datoms.live().run() : datoms.past().run();
      rows[p] = now >= 0 ? now : then;
      complete &= rows[p] >= 0 || !part.required();
    }
    return true;
  }

  /** Whether the entity has every attribute that it must have. */
  boolean complete() {
    return complete;
  }

  /** Whether the entity has an attribute, by its place in {@link StarShape#partsByAttribute}. */
  boolean has(int part) {
    return rows[part] >= 0;
  }

  /** Adds to a column what it shows of the entity, which must have the part. */
  void append(StarColumn column, int part, VectorBuilder to) {
    Run run = runs[part];
    int row = rows[part];
    if (column.kind() == StarColumn.Kind.VALUE) {
      run.append(row, to);
    } else {
      to.append(DatomColumns.single(column, run, row), 0);
    }
  }

  /** What a column of a part shows of the entity, as one row. */
  Vector column(StarColumn column, int part) {
    return has(part)
        ? DatomColumns.single(column, runs[part], rows[part])
        : DatomColumns.nulls(column.type(), 1);
  }

  /** The datoms of one tree, gone through once by rising attributes. */
  private static final class Side {
    private final SeenDatoms datoms;
    private final Run run;
    private final int to;
    private int at;

    Side(SeenDatoms datoms, Slice slice) {
      this.datoms = datoms;
      this.run = slice.run();
      this.at = slice.from();
      this.to = slice.to();
    }

    /** The row of an attribute that is seen, if there is one. */
    int find(int attribute) {
      while (at < to && run.attribute(at) < attribute) {
        at++;
      }
      int found = NONE;
      for (; at < to && run.attribute(at) == attribute; at++) {
        if (datoms.sees(run, at)) {
          found = found == NONE ? at : SEVERAL;
        }
      }
      return found;
    }
  }
}
