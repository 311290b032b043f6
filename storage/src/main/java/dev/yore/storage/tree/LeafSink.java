package dev.yore.storage.tree;

import dev.yore.storage.datom.Run;
import java.util.List;

/** Takes the leaves of one directory in key order as a merge left them, and cuts new leaves. */
interface LeafSink {
  /** Takes a leaf that is not touched. */
  void keep(Child leaf);

  /** Takes rows, at least one, that are not in any leaf now. */
  void add(Run rows);

  /** The leaves; {@code after} is the first datom behind them. */
  List<Child> finish(Fence after);
}
