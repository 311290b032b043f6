package dev.yore.engine.exec;

import org.jspecify.annotations.Nullable;

/** The batches of one execution of an operator. */
public interface BatchCursor extends AutoCloseable {

  /** The next batch, which is never empty, or null at the end. */
  @Nullable Batch next();

  /** Lets go of everything; harmless when repeated. */
  @Override
  void close();
}
