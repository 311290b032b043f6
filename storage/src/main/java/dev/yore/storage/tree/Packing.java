package dev.yore.storage.tree;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a merge left of the children of a directory, in key order, and makes the new children:
 * those that were not touched stay as they are, fresh content is written, and where it is little it
 * is joined with a neighbour.
 *
 * @param <T> content of a child: rows of a leaf, or children of a directory
 */
abstract class Packing<T> {
  private final List<Child> done = new ArrayList<>();
  private final List<Boolean> kept = new ArrayList<>();
  private @Nullable T pending;

  abstract int size(T content);

  /** Below this size content is joined with a neighbour. */
  abstract int sizeMin();

  abstract T concat(T left, T right);

  /** Whether the two may stand in one child. */
  abstract boolean joinable(T left, T right);

  abstract boolean joinable(T content, Child neighbour);

  /** The content of a child that will be rewritten. */
  abstract T open(Child child);

  /** Writes content as one child or several, each given to {@link #written}. */
  abstract void write(T content);

  /** Takes a child that is not touched. */
  final void keep(Child child) {
    T waiting = pending;
    if (waiting != null && size(waiting) < sizeMin() && joinable(waiting, child)) {
      pending = concat(waiting, open(child));
      return;
    }
    settle();
    done.add(child);
    kept.add(true);
  }

  /** Takes fresh content. */
  final void add(T content) {
    T waiting = pending;
    if (waiting == null) {
      pending = content;
    } else if (joinable(waiting, content) && Math.min(size(waiting), size(content)) < sizeMin()) {
      pending = concat(waiting, content);
    } else {
      settle();
      pending = content;
    }
  }

  /** The new children. */
  final List<Child> finish() {
    settle();
    return done;
  }

  final void written(Child child) {
    done.add(child);
    kept.add(false);
  }

  private void settle() {
    T content = pending;
    pending = null;
    if (content == null) {
      return;
    }
    int last = done.size() - 1;
    if (size(content) < sizeMin()
        && last >= 0
        && kept.get(last)
        && joinable(content, done.get(last))) {
      kept.removeLast();
      content = concat(open(done.removeLast()), content);
    }
    write(content);
  }
}
