package dev.yore.engine.schema;

import dev.yore.engine.index.Indexes;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Keyword;
import dev.yore.storage.value.ValueType;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The attributes, idents and tables of a database at one moment. */
public final class Schema implements Indexes.IndexedAttributes {
  private final Map<Integer, Attribute> byId;
  private final Map<Keyword, Long> idents;
  private final Map<TableName, Table> tables;
  private final long version;

  /**
   * @param attributes all attributes, also those that have no ident any more
   * @param idents entity ids by ident: attributes, enums, old names of renamed attributes
   * @param tables the tables made by {@code CREATE TABLE}
   * @param version the t of the last change of schema
   */
  public Schema(
      Collection<Attribute> attributes,
      Map<Keyword, Long> idents,
      Collection<Table> tables,
      long version) {
    Map<Integer, Attribute> ids = new HashMap<>();
    attributes.forEach(attribute -> ids.put(attribute.id(), attribute));
    Map<TableName, Table> named = new HashMap<>();
    tables.forEach(table -> named.put(table.name(), table));
    this.byId = Collections.unmodifiableMap(ids);
    this.idents = Map.copyOf(idents);
    this.tables = Collections.unmodifiableMap(named);
    this.version = version;
  }

  /** The t of the last change of schema; equal versions of one database are equal schemas. */
  public long version() {
    return version;
  }

  public Collection<Attribute> attributes() {
    return byId.values();
  }

  /** Entity ids by ident. */
  public Map<Keyword, Long> idents() {
    return idents;
  }

  /** The tables made by {@code CREATE TABLE}, by name. */
  public Map<TableName, Table> tables() {
    return tables;
  }

  /** The attribute of this number, or null. */
  public @Nullable Attribute attribute(int id) {
    return byId.get(id);
  }

  /** The attribute of this name, or null. */
  public @Nullable Attribute attribute(Keyword ident) {
    Long entity = idents.get(ident);
    return entity == null || EntityIds.partition(entity) != EntityIds.SCHEMA_PARTITION
        ? null
        : byId.get((int) EntityIds.sequence(entity));
  }

  /** The attribute of this number, which must exist. */
  public Attribute require(int id) {
    Attribute attribute = byId.get(id);
    if (attribute == null) {
      throw YoreException.of(ErrorCode.INTERNAL, "an attribute of this number should exist")
          .with("attribute", id);
    }
    return attribute;
  }

  @Override
  public DataType typeOf(int attribute) {
    return require(attribute).type();
  }

  @Override
  public boolean inAvet(int attribute) {
    return require(attribute).inAvet();
  }

  @Override
  public boolean inVaet(int attribute) {
    return require(attribute).type().valueType() == ValueType.REF;
  }

  @Override
  public boolean keepsHistory(int attribute) {
    return !require(attribute).noHistory();
  }
}
