package dev.yore.storage.file;

import dev.yore.storage.error.YoreException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A change that waits to be made durable; touched only under the writer's lock until done. */
final class Write<T> {
  private final Function<StoreFile, T> change;
  private @Nullable T result;
  private @Nullable YoreException failure;
  private boolean done;

  Write(Function<StoreFile, T> change) {
    this.change = change;
  }

  void apply(StoreFile target) {
    result = change.apply(target);
  }

  void succeed() {
    done = true;
  }

  void fail(YoreException error) {
    failure = error;
    done = true;
  }

  boolean isDone() {
    return done;
  }

  /** The outcome; each of the group's threads gets an exception of its own with its own trace. */
  T result() {
    if (failure != null) {
      YoreException own = YoreException.of(failure.code(), failure.text());
      failure.facts().forEach(own::with);
      throw own.causedBy(failure);
    }
    if (result == null) {
      throw YoreException.bug("A write that succeeded has a result");
    }
    return result;
  }
}
