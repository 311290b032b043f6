package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.engine.spill.SpillFile;
import dev.yore.storage.column.Vector;
import java.util.List;

/** One operator's temporary file, made when it is first written to. */
final class Spill implements AutoCloseable {
  private final ExecutionContext context;
  private @org.jspecify.annotations.Nullable SpillFile file;

  Spill(ExecutionContext context) {
    this.context = context;
  }

  private SpillFile file() {
    SpillFile known = file;
    if (known == null) {
      known = context.execution().temporaryFile();
      file = known;
    }
    return known;
  }

  /** Appends the first rows of flat columns to a run. */
  void append(SpillFile.Run run, Vector[] columns, int rows) {
    context.check();
    long bytes = file().append(run, columns, rows);
    if (context.execution().profile() != null) {
      Profile.spills(bytes);
    }
  }

  void append(SpillFile.Run run, Batch batch) {
    Batch compact = batch.compact();
    append(run, compact.columns(), compact.count());
  }

  BatchCursor read(SpillFile.Run run, List<Plan.Field> fields) {
    return new SpilledRows(file(), run, fields.size(), context);
  }

  @Override
  public void close() {
    SpillFile known = file;
    if (known != null) {
      context.execution().closed(known);
      file = null;
    }
  }
}
