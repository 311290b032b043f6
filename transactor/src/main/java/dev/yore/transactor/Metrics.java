package dev.yore.transactor;

/** Is told how the writing of a database goes, by the threads that do it; it must not wait. */
public interface Metrics {
  /** Counts nothing. */
  Metrics NONE =
      new Metrics() {
        @Override
        public void waited(long nanos) {}

        @Override
        public void decided(long nanos, boolean refused) {}

        @Override
        public void logged(int commits, int bytes, long nanos) {}

        @Override
        public void logFailed() {}

        @Override
        public void indexed(long nanos) {}

        @Override
        public void indexFailed() {}
      };

  /** A submission has waited to be decided. */
  void waited(long nanos);

  /** A submission was decided. */
  void decided(long nanos, boolean refused);

  /** A group of commits is durable as one log entry. */
  void logged(int commits, int bytes, long nanos);

  /** A log entry could not be written; its commits are refused. */
  void logFailed();

  /** Novelty was merged into the index trees. */
  void indexed(long nanos);

  /** Novelty could not be indexed; it is tried again. */
  void indexFailed();
}
