package dev.yore.storage.tree;

import dev.yore.storage.column.Longs;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.datom.Run;
import java.util.ArrayList;
import java.util.List;

/** Reads whole trees, for tests. */
final class Trees {
  private Trees() {}

  static List<ModelHistory.Life> content(Tree tree) {
    List<ModelHistory.Life> lives = new ArrayList<>();
    for (LeafRef leaf : tree.leaves()) {
      Run run = tree.load(leaf);
      Longs ended = run.ended();
      for (int row = 0; row < run.size(); row++) {
        lives.add(
            new ModelHistory.Life(run.datom(row), ended == null ? Long.MAX_VALUE : ended.get(row)));
      }
    }
    return lives;
  }

  static List<LeafRef> leaves(Tree tree) {
    List<LeafRef> leaves = new ArrayList<>();
    tree.leaves().forEach(leaves::add);
    return leaves;
  }

  static List<String> ids(Tree tree) {
    return leaves(tree).stream().map(LeafRef::id).toList();
  }

  static List<LeafRef> leaves(Tree tree, KeyRange range) {
    List<LeafRef> leaves = new ArrayList<>();
    tree.leaves(range).forEach(leaves::add);
    return leaves;
  }
}
