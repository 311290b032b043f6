package dev.yore.storage.datom;

/**
 * One fact, boxed: for edges and tests, never for bulk work.
 *
 * @param entity entity id
 * @param attribute the attribute's small number, which is the sequence of its entity id
 * @param value the value, of the attribute's type
 * @param t the transaction that said so
 * @param added true when asserted, false when retracted
 */
public record Datom(long entity, int attribute, Object value, long t, boolean added) {
  @Override
  public String toString() {
    return "[" + entity + " " + attribute + " " + value + " " + t + (added ? " +]" : " -]");
  }
}
