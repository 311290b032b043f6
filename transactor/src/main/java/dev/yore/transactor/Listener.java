package dev.yore.transactor;

/**
 * Is told what becomes durable, in order, by the thread that made it so; it must not wait for
 * anybody.
 */
public interface Listener {
  /** Does nothing. */
  Listener NONE =
      new Listener() {
        @Override
        public void logged(long number, byte[] stored) {}

        @Override
        public void rootMoved(long rev) {}
      };

  /**
   * A log entry is durable; called before the commits in it are acknowledged.
   *
   * @param stored its bytes in the store, not to be changed
   */
  void logged(long number, byte[] stored);

  /** The root names new trees. */
  void rootMoved(long rev);
}
