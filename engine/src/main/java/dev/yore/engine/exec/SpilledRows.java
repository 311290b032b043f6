package dev.yore.engine.exec;

import dev.yore.engine.spill.SpillFile;
import dev.yore.storage.column.Vector;
import org.jspecify.annotations.Nullable;

/** The rows of a run in a temporary file, block by block. */
final class SpilledRows implements BatchCursor {
  private final SpillFile file;
  private final SpillFile.Run run;
  private final int width;
  private final ExecutionContext context;
  private int next;

  SpilledRows(SpillFile file, SpillFile.Run run, int width, ExecutionContext context) {
    this.file = file;
    this.run = run;
    this.width = width;
    this.context = context;
  }

  @Override
  public @Nullable Batch next() {
    context.check();
    if (next == run.blocks()) {
      return null;
    }
    Vector[] columns = file.read(run, next, width);
    return new Batch(columns, null, run.rows(next++));
  }

  @Override
  public void close() {
    next = run.blocks();
  }
}
