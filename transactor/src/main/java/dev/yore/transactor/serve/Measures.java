package dev.yore.transactor.serve;

import dev.yore.transactor.Metrics;

/** What a transactor tells of itself while it works. */
public interface Measures {
  /** Nothing is measured. */
  Measures NONE =
      new Measures() {
        @Override
        public Metrics of(String database) {
          return Metrics.NONE;
        }

        @Override
        public void called(String operation, long nanos, boolean failed) {}
      };

  /** Who is told of one database. */
  Metrics of(String database);

  /** A call of the storage has ended. */
  void called(String operation, long nanos, boolean failed);
}
