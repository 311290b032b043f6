package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.engine.spill.SpillFile;
import dev.yore.storage.column.Vector;
import dev.yore.storage.column.VectorBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows written to runs by the hash of their keys, so that rows with equal keys are in one run. Each
 * level parts by other bits of the hash.
 */
final class HashPartitions {
  static final int FAN_OUT = 8;

  /** Beyond this many levels there are no more bits: what is left together has equal hashes. */
  static final int LEVELS_MAX = 8;

  private static final int BITS = 3;

  private final Spill spill;
  private final List<Plan.Field> fields;
  private final int level;
  private final int blockRows;
  private final SpillFile.Run[] runs = new SpillFile.Run[FAN_OUT];
  private final VectorBuilder[][] waiting = new VectorBuilder[FAN_OUT][];
  private final int[] counts = new int[FAN_OUT];

  HashPartitions(Spill spill, List<Plan.Field> fields, int level, long budget) {
    this.spill = spill;
    this.fields = fields;
    this.level = level;
    this.blockRows = RowSizes.blockRows(fields, budget, 2 * FAN_OUT);
    for (int p = 0; p < FAN_OUT; p++) {
      runs[p] = new SpillFile.Run();
      waiting[p] = builders();
    }
  }

  private VectorBuilder[] builders() {
    VectorBuilder[] builders = new VectorBuilder[fields.size()];
    for (int c = 0; c < builders.length; c++) {
      builders[c] = VectorBuilder.of(fields.get(c).type(), 32);
    }
    return builders;
  }

  /** Adds the rows that a batch means, by the hashes of these vectors. */
  void add(Batch batch, Vector[] keys) {
    int[] hashes = Hashes.of(keys, batch);
    for (int i = 0; i < hashes.length; i++) {
      int p = spread(hashes[i]) >>> level * BITS & FAN_OUT - 1;
      int row = batch.row(i);
      VectorBuilder[] builders = waiting[p];
      for (int c = 0; c < builders.length; c++) {
        builders[c].append(batch.columns()[c], row);
      }
      if (++counts[p] == blockRows) {
        flush(p);
      }
    }
  }

  /** Hash tables take other bits of the same hash; these must not be alike. */
  private static int spread(int hash) {
    int h = hash * 0x85EBCA6B;
    h ^= h >>> 13;
    h *= 0xC2B2AE35;
    return h ^ h >>> 16;
  }

  private void flush(int p) {
    if (counts[p] > 0) {
      Vector[] columns = new Vector[waiting[p].length];
      for (int c = 0; c < columns.length; c++) {
        columns[c] = waiting[p][c].build();
      }
      spill.append(runs[p], columns, counts[p]);
      waiting[p] = builders();
      counts[p] = 0;
    }
  }

  /** All runs, by partition; nothing may be added after. */
  List<SpillFile.Run> finish() {
    List<SpillFile.Run> all = new ArrayList<>();
    for (int p = 0; p < FAN_OUT; p++) {
      flush(p);
      all.add(runs[p]);
    }
    return all;
  }
}
