package dev.yore.storage.tree;

import java.util.ArrayList;
import java.util.List;

/** Makes directories of a height of children of the height below. */
final class DirectoryPacking extends Packing<List<Child>> {
  private final SegmentStore segments;
  private final SegmentWriter out;
  private final int fanOut;
  private final int height;

  DirectoryPacking(SegmentStore segments, SegmentWriter out, int fanOut, int height) {
    this.segments = segments;
    this.out = out;
    this.fanOut = fanOut;
    this.height = height;
  }

  @Override
  int size(List<Child> content) {
    return content.size();
  }

  @Override
  int sizeMin() {
    return Math.max(2, fanOut / 4);
  }

  @Override
  List<Child> concat(List<Child> left, List<Child> right) {
    List<Child> both = new ArrayList<>(left);
    both.addAll(right);
    return both;
  }

  @Override
  boolean joinable(List<Child> left, List<Child> right) {
    return true;
  }

  @Override
  boolean joinable(List<Child> content, Child neighbour) {
    return true;
  }

  @Override
  List<Child> open(Child child) {
    out.discard(child.key());
    return children(segments.directoryAt(child.key()));
  }

  static List<Child> children(Directory node) {
    List<Child> children = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      children.add(new Child(node, i));
    }
    return children;
  }

  @Override
  void write(List<Child> content) {
    int parts = (content.size() + fanOut - 1) / fanOut;
    for (int i = 0; i < parts; i++) {
      int from = (int) ((long) content.size() * i / parts);
      int to = (int) ((long) content.size() * (i + 1) / parts);
      written(out.writeDirectory(height, content.subList(from, to)));
    }
  }
}
