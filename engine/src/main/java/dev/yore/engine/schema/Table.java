package dev.yore.engine.schema;

import dev.yore.storage.value.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A SQL table: a set of attributes that entities of one partition have.
 *
 * @param entity entity id of the table itself, or {@link #NO_ENTITY}
 * @param partition the partition of its rows' entity ids; for a table made of attributes that came
 *     by transaction data, the user partition
 * @param member the attribute that every row has: a row exists while it does; -1 for a table made
 *     of a namespace's attributes, where a row is an entity that has any of them; for the table of
 *     a cardinality-many attribute that attribute
 * @param columns in order
 * @param key the columns of the primary key, by position; empty when there is none
 * @param keyAttribute the unique attribute that stands for the primary key: the key's column or a
 *     composite tuple; -1 when there is none
 * @param uniques the other unique constraints
 * @param foreignKeys recorded references to other tables
 */
public record Table(
    TableName name,
    long entity,
    int partition,
    int member,
    List<Column> columns,
    List<Integer> key,
    int keyAttribute,
    @Nullable String keyName,
    List<UniqueKey> uniques,
    List<ForeignKey> foreignKeys,
    List<Index> indexes) {

  /**
   * In place of the table's entity, for tables made of attributes that came by transaction data.
   */
  public static final long NO_ENTITY = -1;

  public Table {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    uniques = List.copyOf(uniques);
    foreignKeys = List.copyOf(foreignKeys);
    indexes = List.copyOf(indexes);
  }

  /**
   * @param attribute the attribute that holds its values
   * @param defaultExpression SQL text, or null
   */
  public record Column(
      String name,
      int attribute,
      DataType type,
      boolean notNull,
      @Nullable String defaultExpression) {}

  /** A unique constraint of these columns, held by this unique attribute. */
  public record UniqueKey(String name, List<Integer> columns, int attribute) {
    public UniqueKey {
      columns = List.copyOf(columns);
    }
  }

  /** A named index of a column. */
  public record Index(String name, List<Integer> columns, boolean unique) {
    public Index {
      columns = List.copyOf(columns);
    }
  }

  public record ForeignKey(
      String name,
      List<Integer> columns,
      TableName references,
      List<String> referencedColumns,
      String onDelete,
      String onUpdate) {
    public ForeignKey {
      columns = List.copyOf(columns);
      referencedColumns = List.copyOf(referencedColumns);
    }
  }

  /** True for a table made of attributes that came by transaction data. */
  public boolean ofNamespace() {
    return entity == NO_ENTITY;
  }

  /**
   * True for the table of one cardinality-many attribute, {@link #member()}: it has a row for each
   * value, so an entity may have several.
   */
  public boolean ofManyValues() {
    return entity == NO_ENTITY && member >= 0;
  }

  /** The column of this name, or null. */
  public @Nullable Column column(String columnName) {
    for (Column column : columns) {
      if (column.name().equals(columnName)) {
        return column;
      }
    }
    return null;
  }
}
