package dev.yore.engine.tx;

import static dev.yore.engine.tx.People.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.engine.db.Db;
import dev.yore.engine.schema.Attribute;
import dev.yore.engine.schema.Table;
import dev.yore.engine.schema.TableName;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.Keyword;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaChangesTest {
  private final Db db = People.db();

  @Test
  void readsTheSchemaThatTransactionsMake() {
    Attribute email = People.attribute(db, ":person/email");
    assertThat(email.id()).isGreaterThanOrEqualTo(1000);
    assertThat(email.type()).isEqualTo(DataType.STRING);
    assertThat(email.unique()).isEqualTo(Attribute.Unique.IDENTITY);
    assertThat(People.attribute(db, ":person/aliases").many()).isTrue();
    assertThat(People.attribute(db, ":person/address").component()).isTrue();
    assertThat(People.attribute(db, ":seat/place").type())
        .isEqualTo(DataType.tuple(List.of(DataType.LONG, DataType.LONG)));
  }

  @Test
  void usesAnAttributeInTheTransactionThatDefinesIt() {
    TxReport report =
        db.with(
            """
            [{:db/id "x" :person/email "x@x" :person/height 1.8}
             {:db/ident :person/height :db/valueType :db.type/double
              :db/cardinality :db.cardinality/one}]
            """);
    assertThat(People.value(report.dbAfter(), report.entity("x"), ":person/height")).isEqualTo(1.8);
  }

  @Test
  void refusesAnIncompleteDefinition() {
    assertRefused(
            db,
            "[{:db/ident :person/height :db/valueType :db.type/double}]",
            ErrorCode.INVALID_ATTRIBUTE)
        .hasMessageContaining(":db/cardinality")
        .hasMessageContaining(":person/height");
    assertRefused(
        db,
        "[{:db/valueType :db.type/double :db/cardinality :db.cardinality/one}]",
        ErrorCode.INVALID_ATTRIBUTE);
    assertRefused(
        db,
        "[{:db/ident :a/b :db/valueType :db.type/nope :db/cardinality :db.cardinality/one}]",
        ErrorCode.NOT_AN_ENTITY);
    assertRefused(
        db,
        """
        [{:db/ident :a/b :db/valueType :db.type/string :db/cardinality :db.cardinality/one
          :db/isComponent true}]
        """,
        ErrorCode.INVALID_ATTRIBUTE);
  }

  @Test
  void letsIdentsBeValues() {
    Db after =
        db.with(
                """
                [{:db/ident :color/red} {:db/ident :color/blue}
                 {:db/ident :car/color :db/valueType :db.type/ref
                  :db/cardinality :db.cardinality/one}
                 {:db/id "car" :car/color :color/red}]
                """)
            .dbAfter();
    assertThat(after.schema().idents()).containsKey(Keyword.of("color/red"));
  }

  @Test
  void resolvesTheOldAndTheNewNameOfARenamedAttribute() {
    Db after = db.with("[{:db/id :person/name :db/ident :person/full-name}]").dbAfter();
    Attribute attribute = People.attribute(after, ":person/full-name");
    assertThat(People.attribute(after, ":person/name")).isSameAs(attribute);
    assertThat(attribute.ident()).isEqualTo(Keyword.of("person/full-name"));
    Db taken =
        after
            .with(
                """
                [{:db/ident :person/name :db/valueType :db.type/long
                  :db/cardinality :db.cardinality/one}]
                """)
            .dbAfter();
    assertThat(People.attribute(taken, ":person/name").id()).isNotEqualTo(attribute.id());
  }

  @Test
  void makesOneManyFreely() {
    Db after = db.with("[{:db/id :person/name :db/cardinality :db.cardinality/many}]").dbAfter();
    assertThat(People.attribute(after, ":person/name").many()).isTrue();
  }

  @Test
  void makesManyOneOnlyWhenNoEntityHasSeveralValues() {
    String change = "[{:db/id :person/aliases :db/cardinality :db.cardinality/one}]";
    assertThat(People.attribute(db.with(change).dbAfter(), ":person/aliases").many()).isFalse();
    TxReport two = db.with("[{:db/id \"x\" :person/aliases [\"a\" \"b\"]}]");
    assertRefused(two.dbAfter(), change, ErrorCode.CARDINALITY_VIOLATION)
        .hasMessageContaining(Long.toString(two.entity("x")));
  }

  @Test
  void turnsUniqueOnOnlyWhenValuesAre() {
    String change = "[{:db/id :person/name :db/unique :db.unique/value}]";
    Db unique =
        db.with("[{:person/name \"a\"} {:person/name \"b\"}]").dbAfter().with(change).dbAfter();
    assertRefused(unique, "[{:person/name \"a\"}]", ErrorCode.UNIQUE_CONFLICT);
    Db twice = db.with("[{:person/name \"a\"} {:person/name \"a\"}]").dbAfter();
    assertRefused(twice, change, ErrorCode.UNIQUE_VIOLATION).hasMessageContaining("a of ");
  }

  @Test
  void refusesToChangeTheTypeOfAnAttribute() {
    assertRefused(
        db, "[{:db/id :person/name :db/valueType :db.type/long}]", ErrorCode.INVALID_SCHEMA_CHANGE);
  }

  @Test
  void refusesToChangeWhatEveryDatabaseBeginsWith() {
    assertRefused(
        db,
        "[{:db/id :db/doc :db/cardinality :db.cardinality/many}]",
        ErrorCode.INVALID_SCHEMA_CHANGE);
  }

  @Test
  void givesExistingEntitiesTheTupleThatIsDefinedLater() {
    TxReport start = db.with("[{:db/id \"x\" :person/name \"Ada\" :person/age 36}]");
    Db after =
        start
            .dbAfter()
            .with(
                """
                [{:db/ident :person/who :db/valueType :db.type/tuple
                  :db/tupleAttrs [:person/name :person/age]
                  :db/cardinality :db.cardinality/one}]
                """)
            .dbAfter();
    assertThat(People.value(after, start.entity("x"), ":person/who"))
        .isEqualTo(List.of("Ada", 36L));
  }

  @Test
  void seesTheSchemaOfThePast() {
    Db later =
        db.with("[{:db/id :person/name :db/ident :person/full-name}]")
            .dbAfter()
            .with(
                "[{:db/ident :person/new :db/valueType :db.type/long"
                    + " :db/cardinality :db.cardinality/one}]")
            .dbAfter();
    Db then = later.asOf(db.basisT());
    assertThat(then.schemaAsOf().attribute(Keyword.of("person/new"))).isNull();
    assertThat(then.schemaAsOf().attribute(Keyword.of("person/full-name"))).isNull();
    assertThat(then.schemaAsOf().version()).isEqualTo(db.basisT());
    assertThat(then.schemaAsOf().tables().keySet()).isEqualTo(db.schema().tables().keySet());
    assertThat(later.schemaAsOf()).isSameAs(later.schema());
  }

  @Test
  void readsTheSameSchemaAsItKeepsUp() {
    Db later = db.with("[{:db/id :person/name :db/ident :person/full-name}]").dbAfter();
    var read = dev.yore.engine.schema.SchemaReader.read(later.reader(), later.history().reader());
    assertThat(read.attributes()).containsExactlyElementsOf(later.schema().attributes());
    assertThat(read.idents()).isEqualTo(later.schema().idents());
    assertThat(read.tables()).isEqualTo(later.schema().tables());
    assertThat(read.version()).isEqualTo(later.schema().version());
  }

  @Test
  void showsNamespacesAsTables() {
    Table person = table("person");
    assertThat(person.member()).isEqualTo(-1);
    assertThat(person.ofNamespace()).isTrue();
    assertThat(person.columns())
        .extracting(Table.Column::name)
        .containsExactly("name", "email", "badge", "age", "boss", "address");
    assertThat(table("seat").column("taken_by")).isNotNull();
    Table aliases = table("person_aliases");
    assertThat(aliases.ofManyValues()).isTrue();
    assertThat(aliases.columns()).extracting(Table.Column::name).containsExactly("aliases");
  }

  @Test
  void givesTheLaterOfTwoTablesOfOneNameANumber() {
    Db after =
        db.with(
                """
                [{:db/ident :person-aliases/x :db/valueType :db.type/long
                  :db/cardinality :db.cardinality/one}]
                """)
            .dbAfter();
    assertThat(after.schema().tables())
        .containsKey(new TableName("public", "person_aliases"))
        .containsKey(new TableName("public", "person_aliases_2"));
  }

  private Table table(String name) {
    Table table = db.schema().tables().get(new TableName("public", name));
    if (table == null) {
      throw new AssertionError("no " + name + " among " + db.schema().tables().keySet());
    }
    return table;
  }
}
