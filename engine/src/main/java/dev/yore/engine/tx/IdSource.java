package dev.yore.engine.tx;

/**
 * Gives entity ids that nobody else has or gets. A transactor has one for all that goes through it,
 * so that an id that a session reserved is final before the session commits.
 */
@FunctionalInterface
public interface IdSource {

  /** The first of {@code count} successive new entity ids of a partition. */
  long reserve(int partition, int count);
}
