package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.engine.spill.SpillFile;
import dev.yore.storage.column.Vector;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A join whose built rows do not fit into memory: both inputs are parted by the hash of their keys
 * and joined part by part, parts that are still too large by more bits of the hash. Where that
 * parts nothing, as with one key of very many rows or without keys, the built rows are taken some
 * at a time and all probed rows of the part come by for each: a block nested loop.
 *
 * <p>After Kitsuregawa et al., "Application of Hash to Data Base Machine and Its Architecture", New
 * Generation Computing 1(1), 1983.
 */
final class SpilledJoin implements BatchCursor {
  /** A part with more than this fraction of the rows of what it is a part of was not worth it. */
  private static final double WORTH = 0.8;

  private final JoinInputs inputs;
  private final List<Plan.Field> buildFields;
  private final List<Plan.Field> probeFields;
  private final ExecutionContext context;
  private final Spill spill;
  private final Deque<Part> parts = new ArrayDeque<>();
  private final List<SpillFile.Run> builtRuns;
  private @Nullable BatchCursor current;
  private @Nullable Blocks blocks;

  /**
   * @param level which bits of the hash part it next
   * @param divisible false when parting it by more bits is of no use
   */
  private record Part(SpillFile.Run built, SpillFile.Run probed, int level, boolean divisible) {}

  /**
   * @param held built rows that were in memory
   * @param refused the next of them
   * @param rest what comes after
   */
  SpilledJoin(
      JoinInputs inputs,
      List<Batch> held,
      Batch refused,
      BatchCursor rest,
      ExecutionContext context) {
    this.inputs = inputs;
    this.buildFields = inputs.build().fields();
    this.probeFields = inputs.probe().fields();
    this.context = context;
    this.spill = new Spill(context);
    Writer writer = new Writer(buildFields, inputs.buildKeys(), 0);
    held.forEach(writer::add);
    writer.add(refused);
    this.builtRuns = writer.rest(rest);
  }

  /** Writes the rows of one input to runs: by hash, or to a single run when there are no keys. */
  private final class Writer {
    private final List<Evaluator> keys;
    private final @Nullable HashPartitions partitions;
    private final SpillFile.Run single = new SpillFile.Run();

    Writer(List<Plan.Field> fields, List<Evaluator> keys, int level) {
      this.keys = keys;
      this.partitions =
          keys.isEmpty()
              ? null
              : new HashPartitions(spill, fields, level, context.memory().limit());
    }

    void add(Batch batch) {
      context.check();
      HashPartitions byHash = partitions;
      if (byHash == null) {
        spill.append(single, batch);
        return;
      }
      Vector[] values = new Vector[keys.size()];
      for (int k = 0; k < values.length; k++) {
        values[k] = keys.get(k).evaluate(batch, context);
      }
      byHash.add(batch, values);
    }

    List<SpillFile.Run> rest(BatchCursor rows) {
      for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
        add(batch);
      }
      return partitions == null ? List.of(single) : partitions.finish();
    }
  }

  /** Takes the probed rows. */
  void probe(BatchCursor rows) {
    List<SpillFile.Run> probed = new Writer(probeFields, inputs.probeKeys(), 0).rest(rows);
    for (int p = 0; p < probed.size(); p++) {
      push(builtRuns.get(p), probed.get(p), 1, !inputs.buildKeys().isEmpty());
    }
  }

  private void push(SpillFile.Run built, SpillFile.Run probed, int level, boolean divisible) {
    if (built.rows() > 0 || probed.rows() > 0) {
      parts.push(new Part(built, probed, level, divisible && level < HashPartitions.LEVELS_MAX));
    }
  }

  @Override
  public @Nullable Batch next() {
    while (true) {
      context.check();
      BatchCursor rows = current;
      if (rows != null) {
        Batch batch = rows.next();
        if (batch != null) {
          return batch;
        }
        rows.close();
        current = null;
      }
      Blocks loop = blocks;
      if (loop != null && loop.hasNext()) {
        current = loop.next();
        continue;
      }
      blocks = null;
      Part part = parts.poll();
      if (part == null) {
        return null;
      }
      begin(part);
    }
  }

  private void begin(Part part) {
    BuildTable table = inputs.table(context);
    BatchCursor built = spill.read(part.built, buildFields);
    Batch refused = table.fill(built);
    if (refused == null) {
      current = inputs.cursor(table, spill.read(part.probed, probeFields), context, table::release);
      return;
    }
    table.release();
    if (part.divisible) {
      divide(part);
    } else {
      blocks = new Blocks(part);
    }
  }

  private void divide(Part part) {
    List<SpillFile.Run> built =
        new Writer(buildFields, inputs.buildKeys(), part.level)
            .rest(spill.read(part.built, buildFields));
    List<SpillFile.Run> probed =
        new Writer(probeFields, inputs.probeKeys(), part.level)
            .rest(spill.read(part.probed, probeFields));
    for (int p = 0; p < built.size(); p++) {
      boolean worth = built.get(p).rows() < WORTH * part.built.rows();
      push(built.get(p), probed.get(p), part.level + 1, worth);
    }
  }

  /** The built rows of a part, as many at a time as memory has room for. */
  private final class Blocks {
    private final Part part;
    private final BatchCursor built;
    private final BitSet matched = new BitSet();
    private @Nullable Batch ahead;

    Blocks(Part part) {
      this.part = part;
      this.built = spill.read(part.built, buildFields);
      this.ahead = built.next();
    }

    boolean hasNext() {
      return ahead != null;
    }

    BatchCursor next() {
      BuildTable table = inputs.table(context);
      Batch batch = ahead;
      if (batch != null && !table.add(batch)) {
        table.addNeeded(batch);
      }
      batch = built.next();
      while (batch != null && table.add(batch)) {
        batch = built.next();
      }
      ahead = batch;
      table.finish();
      return new JoinCursor(
          inputs.shape(),
          table,
          spill.read(part.probed, probeFields),
          inputs.probeKeys(),
          context,
          table::release,
          matched,
          batch == null);
    }
  }

  @Override
  public void close() {
    if (current != null) {
      current.close();
      current = null;
    }
    blocks = null;
    parts.clear();
    spill.close();
  }
}
