package dev.yore.storage.tree;

import dev.yore.storage.datom.KeyRange;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Walks the leaves that a range touches, loading directories as it comes to them. */
final class LeafCursor implements Iterator<LeafRef> {
  private final Tree tree;
  private final KeyRange range;
  private final ArrayDeque<Position> path = new ArrayDeque<>();

  private static final class Position {
    final Directory node;
    final int to;
    int next;

    Position(Directory node, KeyRange range) {
      this.node = node;
      this.next = node.from(range);
      this.to = node.to(range);
    }
  }

  LeafCursor(Tree tree, Directory root, KeyRange range) {
    this.tree = tree;
    this.range = range;
    path.push(new Position(root, range));
    settle();
  }

  /** Goes on until the top of the path stands before a leaf, or the path is empty. */
  private void settle() {
    while (!path.isEmpty()) {
      Position top = path.element();
      if (top.next >= top.to) {
        path.pop();
      } else if (top.node.height() == 1) {
        return;
      } else {
        path.push(new Position(tree.child(top.node, top.next++), range));
      }
    }
  }

  @Override
  public boolean hasNext() {
    return !path.isEmpty();
  }

  @Override
  public LeafRef next() {
    if (path.isEmpty()) {
      throw new NoSuchElementException();
    }
    Position top = path.element();
    LeafRef leaf = tree.leafRef(top.node, top.next++);
    settle();
    return leaf;
  }
}
