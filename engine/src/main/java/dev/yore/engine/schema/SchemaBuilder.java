package dev.yore.engine.schema;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Keyword;
import dev.yore.storage.value.ValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a schema of the facts about the entities of partition 0. */
final class SchemaBuilder {
  private final Map<Long, Map<Integer, Object>> facts;
  private final Map<Keyword, Long> idents = new HashMap<>();
  private final Map<Integer, Attribute> attributes = new TreeMap<>();
  private final Map<Long, Keyword> lastNames;
  private final long version;

  /**
   * @param oldNames names that entities have or had: current ones win over them, and entities that
   *     have no name any more lose them all
   * @param lastNames the last names of entities, also of those
   */
  SchemaBuilder(
      Map<Long, Map<Integer, Object>> facts,
      Map<Keyword, Long> oldNames,
      Map<Long, Keyword> lastNames,
      long version) {
    this.facts = facts;
    this.version = version;
    this.lastNames = new HashMap<>(lastNames);
    oldNames.forEach((ident, entity) -> {
      idents.put(ident, entity);
      lastNames.put(entity, ident);
    });
  }

  Schema build() {
    facts.forEach((entity, known) -> {
      if (known.get(Bootstrap.IDENT) instanceof Keyword ident) {
        idents.put(ident, entity);
        lastNames.put(entity, ident);
      }
    });
    facts.keySet().forEach(this::attribute);
    List<Table> tables = tables();
    return new Schema(attributes.values(), idents, tables, version);
  }

  private @Nullable Attribute attribute(long entity) {
    int id = (int) entity;
    Attribute made = attributes.get(id);
    if (made != null) {
      return made;
    }
    Map<Integer, Object> known = facts.get(entity);
    if (known == null || !(known.get(Bootstrap.VALUE_TYPE) instanceof Long type)) {
      return null;
    }
    boolean named = known.containsKey(Bootstrap.IDENT);
    Keyword ident = lastNames.get(entity);
    if (ident == null) {
      throw invalid("An attribute needs a :db/ident", entity);
    }
    Attribute attribute = define(id, ident, known, valueType(type, ident), named);
    attributes.put(id, attribute);
    return attribute;
  }

  private Attribute define(
      int id, Keyword ident, Map<Integer, Object> known, ValueType valueType, boolean named) {
    boolean component = flag(known, Bootstrap.IS_COMPONENT);
    if (component && valueType != ValueType.REF) {
      throw invalid("Only an attribute of type :db.type/ref can be a component", ident);
    }
    List<Integer> parts =
        known.get(Bootstrap.TUPLE_ATTRIBUTES) instanceof String text
            ? IdList.parse(text)
            : List.of();
    return new Attribute(
        id,
        ident,
        dataType(ident, valueType, known, parts),
        many(ident, known),
        named ? unique(ident, known) : null,
        named && flag(known, Bootstrap.INDEX),
        component,
        flag(known, Bootstrap.NO_HISTORY),
        parts,
        known.get(Bootstrap.DOC) instanceof String doc ? doc : null);
  }

  private static ValueType valueType(long entity, Keyword ident) {
    ValueType type = ValueType.ofCode((int) (entity - Bootstrap.TYPE_IDENTS));
    if (type == null || !type.storable()) {
      throw invalid(
              "The :db/valueType of an attribute should be an ident like :db.type/string", ident)
          .with("found", entity);
    }
    return type;
  }

  private DataType dataType(
      Keyword ident, ValueType type, Map<Integer, Object> known, List<Integer> parts) {
    if (type == ValueType.TUPLE) {
      return DataType.tuple(partTypes(ident, parts));
    }
    if (!parts.isEmpty()) {
      throw invalid("An attribute with :db/tupleAttrs should be of type :db.type/tuple", ident);
    }
    if (!(known.get(Bootstrap.PRECISION) instanceof Long precision)) {
      return DataType.of(type);
    }
    int scale = known.get(Bootstrap.SCALE) instanceof Long number ? number.intValue() : 0;
    try {
      return new DataType(type, Math.toIntExact(precision), scale, List.of());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw invalid("The type cannot have this :yore/precision and :yore/scale", ident)
          .with("type", type.ident())
          .with("precision", precision)
          .with("scale", scale)
          .causedBy(e);
    }
  }

  private List<DataType> partTypes(Keyword ident, List<Integer> parts) {
    if (parts.size() < 2) {
      throw invalid("A tuple attribute needs :db/tupleAttrs with at least two attributes", ident);
    }
    List<DataType> types = new ArrayList<>(parts.size());
    for (int part : parts) {
      Attribute attribute = part == 0 ? null : attribute(part);
      if (attribute == null
          || attribute.many()
          || attribute.type().valueType() == ValueType.TUPLE) {
        throw invalid(
                "The parts of a composite tuple should be attributes of cardinality one that are no"
                    + " tuples",
                ident)
            .with("part", part);
      }
      types.add(attribute.type());
    }
    return types;
  }

  private static boolean many(Keyword ident, Map<Integer, Object> known) {
    return switch (known.get(Bootstrap.CARDINALITY)) {
      case Long entity when entity == Bootstrap.CARDINALITY_ONE -> false;
      case Long entity when entity == Bootstrap.CARDINALITY_MANY -> true;
      case null, default ->
          throw invalid(
              "An attribute needs a :db/cardinality of :db.cardinality/one or"
                  + " :db.cardinality/many",
              ident);
    };
  }

  private static Attribute.@Nullable Unique unique(Keyword ident, Map<Integer, Object> known) {
    return switch (known.get(Bootstrap.UNIQUE)) {
      case null -> null;
      case Long entity when entity == Bootstrap.UNIQUE_IDENTITY -> Attribute.Unique.IDENTITY;
      case Long entity when entity == Bootstrap.UNIQUE_VALUE -> Attribute.Unique.VALUE;
      default ->
          throw invalid("A :db/unique should be :db.unique/identity or :db.unique/value", ident);
    };
  }

  private static boolean flag(Map<Integer, Object> known, int attribute) {
    return Boolean.TRUE.equals(known.get(attribute));
  }

  private static YoreException invalid(String text, Object attribute) {
    return YoreException.of(ErrorCode.INVALID_ATTRIBUTE, text).with("attribute", attribute);
  }

  private List<Table> tables() {
    Map<Long, List<Long>> columns = new TreeMap<>();
    Map<Long, List<Long>> constraints = new TreeMap<>();
    facts.forEach((entity, known) -> {
      // Composite tuples and markers of rows belong to a table without being columns.
      if (known.get(Bootstrap.TABLE) instanceof Long table && known.containsKey(Bootstrap.COLUMN)) {
        columns.computeIfAbsent(table, t -> new ArrayList<>()).add(entity);
      }
      if (known.get(Bootstrap.CONSTRAINT_TABLE) instanceof Long table) {
        constraints.computeIfAbsent(table, t -> new ArrayList<>()).add(entity);
      }
    });
    List<Table> tables = new ArrayList<>();
    facts.forEach((entity, known) -> {
      if (known.get(Bootstrap.TABLE_NAME) instanceof String name) {
        tables.add(
            table(
                entity,
                new TableName(text(known, Bootstrap.TABLE_SCHEMA), name),
                known,
                columns.getOrDefault(entity, List.of()),
                constraints.getOrDefault(entity, List.of())));
      }
    });
    tables.addAll(
        new NamespaceTables(attributes.values(), this::inNamespaceTable, tables).tables());
    return tables;
  }

  private boolean inNamespaceTable(Attribute attribute) {
    Map<Integer, Object> known = Objects.requireNonNull(facts.get((long) attribute.id()));
    return !Bootstrap.isSystem(attribute.id())
        && known.containsKey(Bootstrap.IDENT)
        && !known.containsKey(Bootstrap.TABLE)
        && attribute.tupleAttributes().isEmpty();
  }

  private static String text(Map<Integer, Object> known, int attribute) {
    return known.get(attribute) instanceof String text ? text : "";
  }

  private static int number(Map<Integer, Object> known, int attribute, int otherwise) {
    return known.get(attribute) instanceof Long number ? number.intValue() : otherwise;
  }

  private Table table(
      long entity,
      TableName name,
      Map<Integer, Object> known,
      List<Long> columnEntities,
      List<Long> constraints) {
    List<Long> ordered = new ArrayList<>(columnEntities);
    ordered.sort(
        Comparator.comparingInt(
            (Long column) -> number(facts(column), Bootstrap.ORDINAL, Integer.MAX_VALUE)));
    List<Table.Column> columns = new ArrayList<>();
    List<Integer> ids = new ArrayList<>();
    for (long column : ordered) {
      columns.add(column(column));
      ids.add((int) column);
    }
    List<Table.UniqueKey> uniques = new ArrayList<>();
    List<Table.ForeignKey> foreignKeys = new ArrayList<>();
    List<Table.Index> indexes = new ArrayList<>();
    for (long constraint : constraints) {
      constraint(facts(constraint), ids, uniques, foreignKeys, indexes);
    }
    return new Table(
        name,
        entity,
        number(known, Bootstrap.TABLE_PARTITION, EntityIds.USER_PARTITION),
        number(known, Bootstrap.TABLE_MEMBER, -1),
        columns,
        positions(text(known, Bootstrap.TABLE_KEY), ids),
        number(known, Bootstrap.TABLE_KEY_ATTRIBUTE, -1),
        known.get(Bootstrap.TABLE_KEY_NAME) instanceof String keyName ? keyName : null,
        uniques,
        foreignKeys,
        indexes);
  }

  private Map<Integer, Object> facts(long entity) {
    return Objects.requireNonNull(facts.get(entity));
  }

  private Table.Column column(long entity) {
    Map<Integer, Object> known = facts(entity);
    Attribute attribute = attributes.get((int) entity);
    if (attribute == null) {
      throw invalid("A column should have a :db/valueType", entity);
    }
    return new Table.Column(
        text(known, Bootstrap.COLUMN),
        attribute.id(),
        attribute.type(),
        flag(known, Bootstrap.NOT_NULL),
        known.get(Bootstrap.DEFAULT) instanceof String expression ? expression : null);
  }

  private static void constraint(
      Map<Integer, Object> known,
      List<Integer> ids,
      List<Table.UniqueKey> uniques,
      List<Table.ForeignKey> foreignKeys,
      List<Table.Index> indexes) {
    String name = text(known, Bootstrap.CONSTRAINT_NAME);
    List<Integer> columns = positions(text(known, Bootstrap.CONSTRAINT_COLUMNS), ids);
    Object keyword = known.get(Bootstrap.CONSTRAINT_KIND);
    ConstraintKind kind = keyword == null ? null : ConstraintKind.of(keyword);
    switch (kind) {
      case UNIQUE ->
          uniques.add(
              new Table.UniqueKey(
                  name, columns, number(known, Bootstrap.CONSTRAINT_ATTRIBUTE, -1)));
      case FOREIGN_KEY ->
          foreignKeys.add(
              new Table.ForeignKey(
                  name,
                  columns,
                  new TableName(
                      text(known, Bootstrap.REFERENCES_SCHEMA),
                      text(known, Bootstrap.REFERENCES_TABLE)),
                  text(known, Bootstrap.REFERENCES_COLUMNS).lines().toList(),
                  text(known, Bootstrap.ON_DELETE),
                  text(known, Bootstrap.ON_UPDATE)));
      case INDEX -> indexes.add(new Table.Index(name, columns, false));
      case UNIQUE_INDEX -> indexes.add(new Table.Index(name, columns, true));
      case null -> {
        // An entity that a newer version gave a kind of its own: nothing to us.
      }
    }
  }

  private static List<Integer> positions(String attributes, List<Integer> ids) {
    List<Integer> positions = new ArrayList<>();
    for (int attribute : IdList.parse(attributes)) {
      positions.add(ids.indexOf(attribute));
    }
    return positions;
  }
}
