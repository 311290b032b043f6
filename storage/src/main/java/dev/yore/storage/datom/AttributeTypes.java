package dev.yore.storage.datom;

import dev.yore.storage.value.DataType;

/** Tells the type of each attribute's values. */
@FunctionalInterface
public interface AttributeTypes {
  DataType typeOf(int attribute);
}
