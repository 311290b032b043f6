package dev.yore.engine.index;

import dev.yore.storage.datom.Run;
import java.util.List;

/**
 * The four indexes at a basis: stored trees and the novelty over them. An immutable value; adding a
 * transaction makes a new one that shares nearly everything.
 */
public interface Indexes {

  /** Indexes without a datom, which keep all they are given in memory. */
  static Indexes empty() {
    return LayeredIndexes.EMPTY;
  }

  /** The last transaction that is in. */
  long basisT();

  /** Reads as a view sees it. */
  IndexReader reader(View view);

  /**
   * The indexes with one more transaction in.
   *
   * @param t the transaction, later than the basis
   * @param events its datoms, as events of that t: runs in AEVT order, each of one attribute
   * @param attributes which attributes there are after the transaction
   */
  Indexes with(long t, List<Run> events, IndexedAttributes attributes);

  /** The same indexes, told of attributes; those that are just opened know of none. */
  Indexes knowing(IndexedAttributes attributes);

  /** The events of the transaction at the basis, as given to {@link #with}; empty before any. */
  List<Run> basisEvents();

  /** What the indexes need to know of attributes: which index has which. */
  interface IndexedAttributes extends dev.yore.storage.datom.AttributeTypes {
    /** True when the attribute's datoms are in AVET. */
    boolean inAvet(int attribute);

    /** True when the attribute's values are references, which are in VAET. */
    boolean inVaet(int attribute);

    /** False when retracted datoms of the attribute are not kept. */
    boolean keepsHistory(int attribute);
  }
}
