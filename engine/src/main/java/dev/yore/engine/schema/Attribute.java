package dev.yore.engine.schema;

import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Keyword;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A property that entities may have.
 *
 * @param id the sequence of the attribute's entity id in partition 0; what datoms carry
 * @param ident its name
 * @param type the type of its values
 * @param many true when an entity may have several values
 * @param unique whether and how a value names one entity, or null
 * @param indexed true when asked to be in AVET; unique attributes are there anyway
 * @param component true when the entities it refers to are parts of the one that refers
 * @param noHistory true when retracted values need not be kept
 * @param tupleAttributes for a composite tuple, the attributes it is made of; otherwise empty
 * @param doc a description, or null
 */
public record Attribute(
    int id,
    Keyword ident,
    DataType type,
    boolean many,
    @Nullable Unique unique,
    boolean indexed,
    boolean component,
    boolean noHistory,
    List<Integer> tupleAttributes,
    @Nullable String doc) {

  /** How a value names an entity. */
  public enum Unique {
    /** A new entity with a value that is taken is the entity that has it. */
    IDENTITY,
    /** A value that is taken is refused. */
    VALUE
  }

  public Attribute {
    tupleAttributes = List.copyOf(tupleAttributes);
  }

  /** True when its datoms are in AVET. */
  public boolean inAvet() {
    return indexed || unique != null;
  }
}
