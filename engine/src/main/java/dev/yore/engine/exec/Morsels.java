package dev.yore.engine.exec;

import java.util.List;

/**
 * The rows of one execution of an operator in parts that are computed each by itself, by any
 * thread. The rows of all morsels, one after the other, are those that its cursor would give.
 */
interface Morsels extends AutoCloseable {
  /** No rows. */
  Morsels NONE =
      new Morsels() {
        @Override
        public int count() {
          return 0;
        }

        @Override
        public List<Batch> read(int morsel) {
          return List.of();
        }
      };

  /** How many there are. */
  int count();

  /** The rows of a morsel; no batch is empty. */
  List<Batch> read(int morsel);

  /** Lets go of what they share; nothing is read then or later. */
  @Override
  default void close() {}
}
