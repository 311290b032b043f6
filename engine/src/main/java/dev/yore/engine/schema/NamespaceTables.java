package dev.yore.engine.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tables of attributes that came by transaction data: one for the cardinality-one attributes of
 * each namespace, and one for each cardinality-many attribute. Where a name is taken, by a table
 * made by {@code CREATE TABLE} or by attributes that were defined earlier, {@code _2}, {@code _3} …
 * is put behind it.
 */
final class NamespaceTables {
  private final Set<TableName> taken = new HashSet<>();
  private final Map<String, List<Attribute>> namespaces = new LinkedHashMap<>();

  /**
   * @param attributes ascending by number
   * @param included which of them belong to no other table
   */
  NamespaceTables(
      Collection<Attribute> attributes, Predicate<Attribute> included, List<Table> others) {
    others.forEach(table -> taken.add(table.name()));
    for (Attribute attribute : attributes) {
      String namespace = attribute.ident().namespace();
      if (namespace != null && !reserved(namespace) && included.test(attribute)) {
        namespaces.computeIfAbsent(namespace, n -> new ArrayList<>()).add(attribute);
      }
    }
  }

  private static boolean reserved(String namespace) {
    return namespace.equals("db")
        || namespace.startsWith("db.")
        || namespace.equals("yore")
        || namespace.startsWith("yore.");
  }

  List<Table> tables() {
    List<Table> tables = new ArrayList<>();
    namespaces.forEach((namespace, attributes) -> {
      List<Attribute> single = attributes.stream().filter(a -> !a.many()).toList();
      if (!single.isEmpty()) {
        tables.add(table(unused(nameOf(namespace, null)), -1, single));
      }
    });
    namespaces.forEach((namespace, attributes) -> {
      for (Attribute attribute : attributes) {
        if (attribute.many()) {
          TableName name = unused(nameOf(namespace, attribute.ident().name()));
          tables.add(table(name, attribute.id(), List.of(attribute)));
        }
      }
    });
    return tables;
  }

  /** Like {@code CREATE TABLE}, a namespace with a dot names a schema before it. */
  private static TableName nameOf(String namespace, @Nullable String many) {
    int dot = namespace.indexOf('.');
    boolean inSchema = dot > 0 && dot < namespace.length() - 1;
    String schema = inSchema ? namespace.substring(0, dot) : TableName.DEFAULT_SCHEMA;
    String table = inSchema ? namespace.substring(dot + 1) : namespace;
    return new TableName(sqlName(schema), sqlName(many == null ? table : table + "_" + many));
  }

  private static String sqlName(String name) {
    return name.replace('-', '_').replace('.', '_');
  }

  private TableName unused(TableName wanted) {
    TableName name = wanted;
    for (int i = 2; !taken.add(name); i++) {
      name = new TableName(wanted.schema(), wanted.name() + "_" + i);
    }
    return name;
  }

  private static Table table(TableName name, int member, List<Attribute> attributes) {
    Set<String> names = new HashSet<>();
    List<Table.Column> columns = new ArrayList<>();
    for (Attribute attribute : attributes) {
      String wanted = sqlName(attribute.ident().name());
      String column = wanted;
      for (int i = 2; !names.add(column); i++) {
        column = wanted + "_" + i;
      }
      columns.add(new Table.Column(column, attribute.id(), attribute.type(), false, null));
    }
    return new Table(
        name,
        Table.NO_ENTITY,
        EntityIds.USER_PARTITION,
        member,
        columns,
        List.of(),
        -1,
        null,
        List.of(),
        List.of(),
        List.of());
  }
}
