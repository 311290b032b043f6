package dev.yore.engine.schema;

import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.Run;
import dev.yore.storage.datom.RunBuilder;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Keyword;
import dev.yore.storage.value.ValueType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attributes and idents that every database begins with, under numbers that never change. Their
 * datoms form transaction 0, which is in every database and counts as none.
 */
public final class Bootstrap {
  public static final int IDENT = 1;
  public static final int VALUE_TYPE = 2;
  public static final int CARDINALITY = 3;
  public static final int UNIQUE = 4;
  public static final int INDEX = 5;
  public static final int IS_COMPONENT = 6;
  public static final int NO_HISTORY = 7;
  public static final int DOC = 8;
  public static final int TX_INSTANT = 9;

  /** The numbers of the attributes that a composite tuple is made of, as {@link IdList} text. */
  public static final int TUPLE_ATTRIBUTES = 10;

  public static final int PRECISION = 11;
  public static final int SCALE = 12;

  /** The table whose column an attribute is. */
  public static final int TABLE = 13;

  public static final int COLUMN = 14;
  public static final int ORDINAL = 15;
  public static final int NOT_NULL = 16;

  /** The SQL text of a column's default. */
  public static final int DEFAULT = 17;

  public static final int TABLE_SCHEMA = 20;
  public static final int TABLE_NAME = 21;
  public static final int TABLE_PARTITION = 22;
  public static final int TABLE_MEMBER = 23;

  /** The name of the primary key's constraint. */
  public static final int TABLE_KEY_NAME = 24;

  /** The attributes of the primary key in order, as {@link IdList} text. */
  public static final int TABLE_KEY = 25;

  /** The unique attribute that stands for the primary key. */
  public static final int TABLE_KEY_ATTRIBUTE = 26;

  public static final int CONSTRAINT_TABLE = 30;

  /** One of {@link ConstraintKind}. */
  public static final int CONSTRAINT_KIND = 31;

  public static final int CONSTRAINT_NAME = 32;

  /** The attributes of a constraint in order, as {@link IdList} text. */
  public static final int CONSTRAINT_COLUMNS = 33;

  /** The unique attribute that stands for a unique constraint. */
  public static final int CONSTRAINT_ATTRIBUTE = 34;

  public static final int REFERENCES_SCHEMA = 35;
  public static final int REFERENCES_TABLE = 36;

  /** The referenced columns' names in order, one a line. */
  public static final int REFERENCES_COLUMNS = 37;

  public static final int ON_DELETE = 38;
  public static final int ON_UPDATE = 39;

  public static final int TX_APPLICATION = 50;
  public static final int TX_CLIENT_USER = 51;
  public static final int TX_CLIENT_HOST = 52;

  /** Idents of value types are at this number plus the type's code. */
  public static final int TYPE_IDENTS = 100;

  public static final int CARDINALITY_ONE = 200;
  public static final int CARDINALITY_MANY = 201;
  public static final int UNIQUE_IDENTITY = 202;
  public static final int UNIQUE_VALUE = 203;

  /** The first number that users' attributes, idents and tables get. */
  public static final int FIRST_USER_ID = 1000;

  /** The transaction that the bootstrap datoms belong to. */
  public static final long T = 0;

  private static final List<Attribute> ATTRIBUTES = attributes();
  private static final Map<Keyword, Long> IDENTS = idents();
  private static final Schema SCHEMA = new Schema(ATTRIBUTES, IDENTS, List.of(), T);
  private static final List<Run> EVENTS = makeEvents();

  private Bootstrap() {}

  /** The schema of an empty database. */
  public static Schema schema() {
    return SCHEMA;
  }

  /** The datoms of transaction 0, as events: runs in AEVT order, each of one attribute. */
  public static List<Run> events() {
    return EVENTS;
  }

  /** True for an attribute that every database begins with. */
  public static boolean isSystem(int attribute) {
    return attribute < FIRST_USER_ID;
  }

  private static List<Attribute> attributes() {
    DataType text = DataType.STRING;
    return List.of(
        new Attribute(
            IDENT,
            Keyword.of("db/ident"),
            DataType.KEYWORD,
            false,
            Attribute.Unique.IDENTITY,
            true,
            false,
            false,
            List.of(),
            "The name of an entity"),
        one(VALUE_TYPE, "db/valueType", DataType.REF, "The type of an attribute's values"),
        one(CARDINALITY, "db/cardinality", DataType.REF, "One value an entity, or many"),
        one(UNIQUE, "db/unique", DataType.REF, "Whether a value names one entity"),
        one(INDEX, "db/index", DataType.BOOLEAN, "Whether values can be looked up"),
        one(IS_COMPONENT, "db/isComponent", DataType.BOOLEAN, "Whether it refers to parts"),
        one(NO_HISTORY, "db/noHistory", DataType.BOOLEAN, "Whether old values are forgotten"),
        one(DOC, "db/doc", text, "A description"),
        new Attribute(
            TX_INSTANT,
            Keyword.of("db/txInstant"),
            DataType.INSTANT,
            false,
            null,
            true,
            false,
            false,
            List.of(),
            "When a transaction was committed"),
        one(TUPLE_ATTRIBUTES, "db/tupleAttrs", text, "The attributes of a composite tuple"),
        one(PRECISION, "yore/precision", DataType.LONG, "Digits, bits or longest length"),
        one(SCALE, "yore/scale", DataType.LONG, "Digits after the point"),
        one(TABLE, "yore/table", DataType.REF, "The table whose column this is"),
        one(COLUMN, "yore/column", text, "The column's name"),
        one(ORDINAL, "yore/ordinal", DataType.LONG, "The column's place"),
        one(NOT_NULL, "yore/notNull", DataType.BOOLEAN, "Whether each row must have a value"),
        one(DEFAULT, "yore/default", text, "SQL of the default"),
        one(TABLE_SCHEMA, "yore.table/schema", text, "The schema that a table is in"),
        one(TABLE_NAME, "yore.table/name", text, "The table's name"),
        one(TABLE_PARTITION, "yore.table/partition", DataType.LONG, "The partition of its rows"),
        one(TABLE_MEMBER, "yore.table/member", DataType.REF, "The attribute that each row has"),
        one(TABLE_KEY_NAME, "yore.table/keyName", text, "The primary key's name"),
        one(TABLE_KEY, "yore.table/key", text, "The attributes of the primary key"),
        one(TABLE_KEY_ATTRIBUTE, "yore.table/keyAttribute", DataType.REF, "Holds the primary key"),
        one(CONSTRAINT_TABLE, "yore.constraint/table", DataType.REF, "The constrained table"),
        one(CONSTRAINT_KIND, "yore.constraint/kind", DataType.KEYWORD, "The kind of constraint"),
        one(CONSTRAINT_NAME, "yore.constraint/name", text, "The constraint's name"),
        one(CONSTRAINT_COLUMNS, "yore.constraint/columns", text, "Its attributes"),
        one(CONSTRAINT_ATTRIBUTE, "yore.constraint/attribute", DataType.REF, "Holds it"),
        one(REFERENCES_SCHEMA, "yore.constraint/referencesSchema", text, "The other's schema"),
        one(REFERENCES_TABLE, "yore.constraint/referencesTable", text, "The other's name"),
        one(REFERENCES_COLUMNS, "yore.constraint/referencesColumns", text, "The other's columns"),
        one(ON_DELETE, "yore.constraint/onDelete", text, "What happens on delete"),
        one(ON_UPDATE, "yore.constraint/onUpdate", text, "What happens on update"),
        one(TX_APPLICATION, "yore.tx/application", text, "The application that committed"),
        one(TX_CLIENT_USER, "yore.tx/clientUser", text, "The user that committed"),
        one(TX_CLIENT_HOST, "yore.tx/clientHost", text, "The host that it ran on"));
  }

  private static Attribute one(int id, String ident, DataType type, @Nullable String doc) {
    return new Attribute(
        id, Keyword.of(ident), type, false, null, false, false, false, List.of(), doc);
  }

  private static Map<Keyword, Long> idents() {
    Map<Keyword, Long> idents = new LinkedHashMap<>();
    ATTRIBUTES.forEach(attribute -> idents.put(attribute.ident(), (long) attribute.id()));
    for (ValueType type : ValueType.values()) {
      if (type.storable()) {
        idents.put(type.ident(), (long) TYPE_IDENTS + type.code());
      }
    }
    idents.put(Keyword.of("db.cardinality/one"), (long) CARDINALITY_ONE);
    idents.put(Keyword.of("db.cardinality/many"), (long) CARDINALITY_MANY);
    idents.put(Keyword.of("db.unique/identity"), (long) UNIQUE_IDENTITY);
    idents.put(Keyword.of("db.unique/value"), (long) UNIQUE_VALUE);
    return idents;
  }

  private static List<Run> makeEvents() {
    Map<Integer, RunBuilder> builders = new LinkedHashMap<>();
    IDENTS.forEach((ident, entity) -> put(builders, entity, IDENT, ident));
    for (Attribute attribute : ATTRIBUTES) {
      long entity = attribute.id();
      put(builders, entity, VALUE_TYPE, (long) TYPE_IDENTS + attribute.type().valueType().code());
      put(builders, entity, CARDINALITY, (long) CARDINALITY_ONE);
      if (attribute.unique() != null) {
        put(builders, entity, UNIQUE, (long) UNIQUE_IDENTITY);
      }
      if (attribute.indexed()) {
        put(builders, entity, INDEX, true);
      }
      if (attribute.doc() != null) {
        put(builders, entity, DOC, attribute.doc());
      }
    }
    put(builders, EntityIds.ofTx(T), TX_INSTANT, Instant.EPOCH);
    List<Run> runs = new ArrayList<>();
    builders.values().forEach(builder -> runs.add(builder.build()));
    runs.sort((left, right) -> Integer.compare(left.attributes()[0], right.attributes()[0]));
    return List.copyOf(runs);
  }

  private static void put(
      Map<Integer, RunBuilder> builders, long entity, int attribute, Object value) {
    builders
        .computeIfAbsent(attribute, a -> new RunBuilder(IndexOrder.AEVT, SCHEMA, 16))
        .add(entity, attribute, value, T);
  }
}
