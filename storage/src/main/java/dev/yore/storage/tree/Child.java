package dev.yore.storage.tree;

import dev.yore.storage.datom.Run;

/** One child of a directory: a row of its columns. */
record Child(Directory node, int index) {
  String key() {
    return node.key(index);
  }

  long count() {
    return node.count(index);
  }

  int firstAttribute() {
    return node.first().attribute(index);
  }

  int lastAttribute() {
    return node.last().attribute(index);
  }

  Run first() {
    return node.first();
  }

  Run last() {
    return node.last();
  }
}
