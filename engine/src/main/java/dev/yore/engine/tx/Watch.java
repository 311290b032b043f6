package dev.yore.engine.tx;

/** Is looked at again and again while a transaction is decided, and throws to stop it. */
@FunctionalInterface
public interface Watch {
  /** Lets everything be decided to its end. */
  Watch NONE = () -> {};

  /** Rows between two looks. */
  int ROWS = 4096;

  void look();

  /** Looks at the first of every {@value #ROWS} rows. */
  default void look(int row) {
    if ((row & ROWS - 1) == 0) {
      look();
    }
  }
}
