package dev.yore.engine.tx;

import static dev.yore.engine.tx.People.assertRefused;
import static dev.yore.engine.tx.People.datoms;
import static dev.yore.engine.tx.People.value;
import static dev.yore.engine.tx.People.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.engine.db.Db;
import dev.yore.engine.schema.EntityIds;
import dev.yore.storage.error.ErrorCode;
import org.junit.jupiter.api.Test;

class FactsTest {
  private final TxReport start =
      People.db()
          .with(
              """
              [{:db/id "ada" :person/email "ada@x" :person/name "Ada" :person/aliases ["A" "Lady"]
                :person/address {:address/city "London"} :person/friend "bob"}
               {:db/id "bob" :person/email "bob@x" :person/name "Bob" :person/boss "ada"}]
              """);
  private final Db db = start.dbAfter();
  private final long ada = start.entity("ada");
  private final long bob = start.entity("bob");

  private Db with(String edn, Object... ids) {
    return db.with(edn.formatted(ids)).dbAfter();
  }

  @Test
  void givesTheSameTempidTheSameEntity() {
    assertThat(values(db, ada, ":person/friend")).containsExactly(bob);
    assertThat(value(db, bob, ":person/boss")).isEqualTo(ada);
  }

  @Test
  void givesAMapWithoutAnIdAnEntityOfItsOwn() {
    TxReport report = db.with("[{:person/name \"x\"} {:person/name \"x\"}]");
    assertThat(datoms(report)).hasSize(2);
    assertThat(datoms(report).get(0).entity()).isNotEqualTo(datoms(report).get(1).entity());
  }

  @Test
  void refusesATempidThatIsUsedAsAValueOnly() {
    assertRefused(
            db, "[[:db/add " + ada + " :person/boss \"nobody\"]]", ErrorCode.TEMPID_NOT_AN_ENTITY)
        .hasMessageContaining("nobody")
        .hasMessageContaining("line 1, column 2");
  }

  @Test
  void replacesTheValueOfACardinalityOneAttribute() {
    TxReport report = db.with("[[:db/add %d :person/name \"Augusta\"]]".formatted(ada));
    assertThat(value(report.dbAfter(), ada, ":person/name")).isEqualTo("Augusta");
    assertThat(datoms(report))
        .extracting("value", "added")
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("Ada", false),
            org.assertj.core.groups.Tuple.tuple("Augusta", true));
  }

  @Test
  void refusesTwoValuesOfACardinalityOneAttribute() {
    assertRefused(
            db,
            "[[:db/add %d :person/name \"X\"] [:db/add %d :person/name \"Y\"]]".formatted(ada, ada),
            ErrorCode.DATOMS_CONFLICT)
        .hasMessageContaining("entity: " + ada)
        .hasMessageContaining(":person/name");
  }

  @Test
  void refusesToAddAndRetractOneFact() {
    assertRefused(
        db,
        "[[:db/add %d :person/aliases \"Q\"] [:db/retract %d :person/aliases \"Q\"]]"
            .formatted(ada, ada),
        ErrorCode.DATOMS_CONFLICT);
  }

  @Test
  void dropsAFactThatIsTrueAndRecordsTheTransaction() {
    TxReport report = db.with("[[:db/add %d :person/name \"Ada\"]]".formatted(ada));
    assertThat(datoms(report)).isEmpty();
    assertThat(report.t()).isEqualTo(db.basisT() + 1);
    assertThat(value(report.dbAfter(), EntityIds.ofTx(report.t()), ":db/txInstant"))
        .isEqualTo(report.instant());
  }

  @Test
  void dropsARetractionOfWhatIsNotTrue() {
    assertThat(datoms(db.with("[[:db/retract %d :person/name \"Zoe\"]]".formatted(ada)))).isEmpty();
  }

  @Test
  void retractsAllValuesWhenNoneIsNamed() {
    Db after = with("[[:db/retract %d :person/aliases]]", ada);
    assertThat(values(after, ada, ":person/aliases")).isEmpty();
  }

  @Test
  void retractsAnEntityWithItsPartsAndAllReferencesToIt() {
    long address = (Long) value(db, ada, ":person/address");
    Db after = with("[[:db/retractEntity %d]]", ada);
    assertThat(values(after, ada, ":person/name")).isEmpty();
    assertThat(values(after, address, ":address/city")).isEmpty();
    assertThat(values(after, bob, ":person/boss")).isEmpty();
    assertThat(value(after, bob, ":person/name")).isEqualTo("Bob");
  }

  @Test
  void retractsAnEntityWithoutFactsSilently() {
    Db gone = with("[[:db/retractEntity %d]]", ada);
    assertThat(datoms(gone.with("[[:db/retractEntity %d]]".formatted(ada)))).isEmpty();
  }

  @Test
  void addsListsOfValuesWithoutReplacingOthers() {
    Db after = with("[{:db/id %d :person/aliases [\"B\" \"A\"]}]", ada);
    assertThat(values(after, ada, ":person/aliases")).containsExactly("A", "B", "Lady");
  }

  @Test
  void comparesAndSetsAgainstTheStateBefore() {
    Db once = with("[[:db/cas %d :person/age nil 1]]", ada);
    Db twice = once.with("[[:db/cas %d :person/age 1 2]]".formatted(ada)).dbAfter();
    assertThat(value(twice, ada, ":person/age")).isEqualTo(2L);
  }

  @Test
  void refusesACompareAndSetThatFindsAnotherValue() {
    assertRefused(
            db, "[[:db/cas %d :person/name \"Bob\" \"Eve\"]]".formatted(ada), ErrorCode.CAS_FAILED)
        .hasMessageContaining("expected: Bob")
        .hasMessageContaining("found: Ada");
    assertRefused(
        db, "[[:db/cas %d :person/name nil \"Eve\"]]".formatted(ada), ErrorCode.CAS_FAILED);
    assertRefused(db, "[[:db/cas %d :person/age 1 2]]".formatted(ada), ErrorCode.CAS_FAILED);
  }

  @Test
  void readsReverseAttributesInMaps() {
    Db after =
        with("[{:db/id %d :person/_boss [%d]} {:db/id %d :person/_friend %d}]", bob, ada, ada, bob);
    assertThat(value(after, ada, ":person/boss")).isEqualTo(bob);
    assertThat(values(after, bob, ":person/friend")).containsExactly(ada);
  }

  @Test
  void refusesANilValue() {
    assertRefused(db, "[{:db/id \"x\" :person/name nil}]", ErrorCode.NIL_VALUE)
        .hasMessageContaining("line 1, column 27");
  }

  @Test
  void refusesAReferenceToAnEntityThatDoesNotExist() {
    assertRefused(
        db,
        "[[:db/add %d :person/friend %d]]".formatted(ada, EntityIds.of(2, 999_999)),
        ErrorCode.NOT_AN_ENTITY);
    Db gone = with("[[:db/retractEntity %d]]", bob);
    assertRefused(
        gone, "[[:db/add %d :person/friend %d]]".formatted(ada, bob), ErrorCode.NOT_AN_ENTITY);
    assertRefused(
        db,
        "[[:db/add %d :person/boss %d] [:db/retractEntity %d]]".formatted(ada, bob, bob),
        ErrorCode.NOT_AN_ENTITY);
  }

  @Test
  void refusesAFactOfAnEntityIdThatNobodyHasGot() {
    assertRefused(
        db,
        "[[:db/add %d :person/name \"x\"]]".formatted(EntityIds.of(2, 999_999)),
        ErrorCode.NOT_AN_ENTITY);
    assertRefused(db, "[[:db/add -7 :person/name \"x\"]]", ErrorCode.NOT_AN_ENTITY);
  }

  @Test
  void acceptsANestedMapOfAComponentOrWithAUniqueAttribute() {
    Db after =
        with("[{:db/id %d :person/friend {:person/email \"cy@x\" :person/name \"Cy\"}}]", ada);
    assertThat(values(after, ada, ":person/friend")).contains(People.entity(after, "cy@x"));
  }

  @Test
  void refusesANestedMapThatNothingIdentifies() {
    assertRefused(
        db,
        "[{:db/id %d :person/friend {:person/name \"Cy\"}}]".formatted(ada),
        ErrorCode.INVALID_NESTED_ENTITY);
  }

  @Test
  void resolvesLookupRefsAgainstTheStateBefore() {
    Db after =
        with(
            "[[:db/add [:person/email \"ada@x\"] :person/age 3]"
                + " {:db/id %d :person/boss [:person/email \"bob@x\"]}]",
            ada);
    assertThat(value(after, ada, ":person/age")).isEqualTo(3L);
    assertThat(value(after, ada, ":person/boss")).isEqualTo(bob);
    assertRefused(
        db,
        "[{:person/email \"new@x\"} [:db/add [:person/email \"new@x\"] :person/age 3]]",
        ErrorCode.NOT_AN_ENTITY);
    assertRefused(
        db,
        "[[:db/add [:person/name \"Ada\"] :person/age 3]]",
        ErrorCode.LOOKUP_REF_ATTR_NOT_UNIQUE);
  }

  @Test
  void refusesAnAttributeThatIsNotDefined() {
    assertRefused(db, "[{:person/nmae \"x\"}]", ErrorCode.NOT_AN_ATTRIBUTE)
        .hasMessageContaining(":person/nmae")
        .hasMessageContaining("line 1, column 3");
  }

  @Test
  void refusesFormsThatAreNoTransactionData() {
    assertRefused(db, "[42]", ErrorCode.INVALID_TX_DATA);
    assertRefused(db, "[[:db/add 1 2]]", ErrorCode.INVALID_TX_DATA);
    assertRefused(db, "[[:no/such 1 2]]", ErrorCode.TX_FUNCTION_FAILED);
    assertRefused(db, "[{:db/id \"x\" :db/ensure :a/b}]", ErrorCode.UNSUPPORTED);
  }

  @Test
  void storesNothingOfARefusedTransaction() {
    long before = db.basisT();
    assertRefused(
        db,
        "[{:person/name \"x\"} [:db/add %d :person/age \"old\"]]".formatted(ada),
        ErrorCode.WRONG_TYPE_FOR_ATTRIBUTE);
    assertThat(db.basisT()).isEqualTo(before);
    assertThat(values(db, ada, ":person/age")).isEmpty();
  }

  @Test
  void letsFactsBeMetadataOfTheTransactionItself() {
    TxReport report =
        db.with(
            "[[:db/add \"datomic.tx\" :db/doc \"import\"]"
                + " {:db/id \"yore.tx\" :person/boss %d}]".formatted(ada));
    long tx = EntityIds.ofTx(report.t());
    assertThat(value(report.dbAfter(), tx, ":db/doc")).isEqualTo("import");
    assertThat(value(report.dbAfter(), tx, ":person/boss")).isEqualTo(ada);
  }

  @Test
  void takesAnExplicitInstantLaterThanTheLastAndNotInTheFuture() {
    Db empty = Db.empty();
    TxReport report = empty.with("[[:db/add \"datomic.tx\" :db/txInstant #inst \"2020-01-01\"]]");
    assertThat(report.instant()).isEqualTo(java.time.Instant.parse("2020-01-01T00:00:00Z"));
    assertRefused(
        report.dbAfter(),
        "[[:db/add \"datomic.tx\" :db/txInstant #inst \"2020-01-01\"]]",
        ErrorCode.INVALID_TX_INSTANT);
    assertRefused(
        empty,
        "[[:db/add \"datomic.tx\" :db/txInstant #inst \"2999-01-01\"]]",
        ErrorCode.INVALID_TX_INSTANT);
    assertRefused(
        db,
        "[[:db/add %d :db/txInstant #inst \"2020-01-01\"]]".formatted(ada),
        ErrorCode.INVALID_TX_INSTANT);
  }

  @Test
  void givesRisingInstantsWhenTheClockStands() {
    RawTx tx = RawTx.parse("[{:person/name \"x\"}]");
    AppliedTx one = Transactions.decide(db, tx, db.basisInstant());
    AppliedTx two = Transactions.decide(one.dbAfter(), tx, db.basisInstant());
    assertThat(one.instant()).isEqualTo(db.basisInstant() + 1);
    assertThat(two.instant()).isEqualTo(db.basisInstant() + 2);
  }

  @Test
  void neverGivesAnIdTwiceEvenWhenTheEntityIsGone() {
    TxReport one = db.with("[{:db/id \"x\" :person/name \"x\"}]");
    long x = one.entity("x");
    Db gone = one.dbAfter().with("[[:db/retractEntity %d]]".formatted(x)).dbAfter();
    Db reopened = new Db(gone.indexes(), gone.schema(), gone.view(), gone.basisInstant());
    assertThat(gone.with("[{:db/id \"y\" :person/name \"y\"}]").entity("y")).isEqualTo(x + 1);
    assertThat(reopened.with("[{:db/id \"y\" :person/name \"y\"}]").entity("y")).isEqualTo(x + 1);
  }
}
