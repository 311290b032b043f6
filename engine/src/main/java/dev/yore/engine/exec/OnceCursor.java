package dev.yore.engine.exec;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Batches that are there already. */
final class OnceCursor implements BatchCursor {
  private final Iterator<Batch> batches;

  OnceCursor(Iterable<Batch> batches) {
    this.batches = batches.iterator();
  }

  @Override
  public @Nullable Batch next() {
    return batches.hasNext() ? batches.next() : null;
  }

  @Override
  public void close() {}
}
