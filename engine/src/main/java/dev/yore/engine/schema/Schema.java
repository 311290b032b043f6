package dev.yore.engine.schema;

import dev.yore.engine.index.Indexes;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Keyword;
import dev.yore.storage.value.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The attributes, idents and tables of a database at one moment. */
public final class Schema implements Indexes.IndexedAttributes {
  private static final int[] NONE = new int[0];

  private final @Nullable Attribute[] byId;
  private final List<Attribute> attributes;
  private final Map<Keyword, Long> idents;
  private final Map<TableName, Table> tables;
  private final @Nullable Table[] tableOf;
  private final Map<Integer, Table> byPartition;
  private final int[][] compositesOf;
  private final long version;

  /**
   * @param attributes all attributes, also those that have no ident any more
   * @param idents entity ids by ident: attributes, enums, old names of renamed attributes
   * @param tables the tables made by {@code CREATE TABLE} and of attributes' namespaces
   * @param version the t of the last change of schema
   */
  public Schema(
      Collection<Attribute> attributes,
      Map<Keyword, Long> idents,
      Collection<Table> tables,
      long version) {
    int size = 1;
    for (Attribute attribute : attributes) {
      size = Math.max(size, attribute.id() + 1);
    }
    this.byId = new Attribute[size];
    attributes.forEach(attribute -> byId[attribute.id()] = attribute);
    this.attributes = List.copyOf(attributes);
    this.idents = Map.copyOf(idents);
    Map<TableName, Table> named = new HashMap<>();
    tables.forEach(table -> named.put(table.name(), table));
    this.tables = Collections.unmodifiableMap(named);
    this.tableOf = new Table[size];
    this.byPartition = new HashMap<>();
    tables.stream().filter(table -> !table.ofNamespace()).forEach(this::own);
    this.compositesOf = new int[size][];
    Arrays.fill(compositesOf, NONE);
    attributes.forEach(this::compose);
    this.version = version;
  }

  private void own(Table table) {
    byPartition.put(table.partition(), table);
    List<Integer> owned = new ArrayList<>();
    table.columns().forEach(column -> owned.add(column.attribute()));
    owned.add(table.member());
    owned.add(table.keyAttribute());
    table.uniques().forEach(unique -> owned.add(unique.attribute()));
    for (int attribute : owned) {
      if (attribute >= 0 && attribute < tableOf.length) {
        tableOf[attribute] = table;
      }
    }
  }

  private void compose(Attribute composite) {
    for (int part : composite.tupleAttributes()) {
      int[] known = compositesOf[part];
      compositesOf[part] = Arrays.copyOf(known, known.length + 1);
      compositesOf[part][known.length] = composite.id();
    }
  }

  /** The t of the last change of schema; equal versions of one database are equal schemas. */
  public long version() {
    return version;
  }

  public Collection<Attribute> attributes() {
    return attributes;
  }

  /** Entity ids by ident. */
  public Map<Keyword, Long> idents() {
    return idents;
  }

  /**
   * The tables by name: those made by {@code CREATE TABLE}, and those that attributes made through
   * transaction data appear as.
   */
  public Map<TableName, Table> tables() {
    return tables;
  }

  /** The table made by {@code CREATE TABLE} that an attribute is part of, or null. */
  public @Nullable Table tableOf(int attribute) {
    return attribute < tableOf.length ? tableOf[attribute] : null;
  }

  /** The table made by {@code CREATE TABLE} whose rows are the entities of a partition, or null. */
  public @Nullable Table tableOfPartition(int partition) {
    return byPartition.get(partition);
  }

  /** The composite tuples that an attribute is a part of; must not be written to. */
  public int[] compositesOf(int attribute) {
    return attribute < compositesOf.length ? compositesOf[attribute] : NONE;
  }

  /** The attribute of this number, or null. */
  public @Nullable Attribute attribute(int id) {
    return id >= 0 && id < byId.length ? byId[id] : null;
  }

  /** The attribute of this name, or null. */
  public @Nullable Attribute attribute(Keyword ident) {
    Long entity = idents.get(ident);
    return entity == null || EntityIds.partition(entity) != EntityIds.SCHEMA_PARTITION
        ? null
        : attribute((int) EntityIds.sequence(entity));
  }

  /** The attribute of this number, which must exist. */
  public Attribute require(int id) {
    Attribute attribute = attribute(id);
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
