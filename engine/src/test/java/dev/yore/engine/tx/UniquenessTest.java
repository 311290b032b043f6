package dev.yore.engine.tx;

import static dev.yore.engine.tx.People.assertRefused;
import static dev.yore.engine.tx.People.entity;
import static dev.yore.engine.tx.People.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.engine.db.Db;
import dev.yore.storage.error.ErrorCode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class UniquenessTest {
  private final Db db =
      People.db()
          .with(
              """
              [{:person/email "ada@x" :person/name "Ada" :person/badge 1}
               {:person/email "bob@x" :person/name "Bob" :person/badge 2}]
              """)
          .dbAfter();

  @Test
  void upsertsWhenTheTempidCarriesAUniqueIdentity() {
    long ada = entity(db, "ada@x");
    TxReport report = db.with("[{:db/id \"a\" :person/email \"ada@x\" :person/age 36}]");
    assertThat(report.tempids()).containsEntry("a", ada);
    assertThat(value(report.dbAfter(), ada, ":person/age")).isEqualTo(36L);
    assertThat(People.datoms(report)).hasSize(1);
  }

  @Test
  void refusesAValueAlreadyTakenByAnotherEntity() {
    assertRefused(
            db, "[{:db/id \"c\" :person/name \"Cy\" :person/badge 1}]", ErrorCode.UNIQUE_CONFLICT)
        .hasMessageContaining(":person/badge")
        .hasMessageContaining("value: 1")
        .hasMessageContaining("holder: " + entity(db, "ada@x"));
  }

  @Test
  void refusesAnIdentityTakenByAnotherEntityWhenTheEntityIsKnown() {
    long bob = entity(db, "bob@x");
    assertRefused(db, "[[:db/add " + bob + " :person/email \"ada@x\"]]", ErrorCode.UNIQUE_CONFLICT);
  }

  @Test
  void makesOneEntityOfTwoTempidsWithOneIdentity() {
    TxReport report =
        db.with(
            """
            [{:db/id "one" :person/email "cy@x" :person/name "Cy"}
             {:db/id "two" :person/email "cy@x" :person/age 5}]
            """);
    assertThat(report.entity("one")).isEqualTo(report.entity("two"));
    long cy = entity(report.dbAfter(), "cy@x");
    assertThat(value(report.dbAfter(), cy, ":person/age")).isEqualTo(5L);
  }

  @Test
  void refusesATempidWhoseIdentitiesNameTwoEntities() {
    Db two =
        db.with(
                """
                [{:db/ident :person/nick :db/valueType :db.type/string
                  :db/cardinality :db.cardinality/one :db/unique :db.unique/identity}
                 {:person/email "bob@x" :person/nick "bobby"}]
                """)
            .dbAfter();
    assertRefused(
        two,
        "[{:db/id \"t\" :person/email \"ada@x\" :person/nick \"bobby\"}]",
        ErrorCode.UNIQUE_CONFLICT);
  }

  @Test
  void movesAUniqueValueFromOneEntityToAnotherInOneTransaction() {
    long ada = entity(db, "ada@x");
    long bob = entity(db, "bob@x");
    Db after =
        db.with(
                "[[:db/retract %d :person/badge 1] [:db/add %d :person/badge 1]]"
                    .formatted(ada, bob))
            .dbAfter();
    assertThat(value(after, bob, ":person/badge")).isEqualTo(1L);
    assertThat(People.values(after, ada, ":person/badge")).isEmpty();
  }

  @Test
  void swapsUniqueValuesInOneTransaction() {
    long ada = entity(db, "ada@x");
    long bob = entity(db, "bob@x");
    Db after =
        db.with("[[:db/add %d :person/badge 2] [:db/add %d :person/badge 1]]".formatted(ada, bob))
            .dbAfter();
    assertThat(value(after, ada, ":person/badge")).isEqualTo(2L);
    assertThat(value(after, bob, ":person/badge")).isEqualTo(1L);
  }

  @Test
  void refusesOneUniqueValueForTwoEntitiesOfOneTransaction() {
    assertRefused(
        db,
        "[{:person/name \"x\" :person/badge 7} {:person/name \"y\" :person/badge 7}]",
        ErrorCode.UNIQUE_CONFLICT);
  }

  @Test
  void upsertsByTheCombinationOfPartsOfACompositeTuple() {
    Db seated = db.with("[{:db/id \"s\" :seat/row 1 :seat/number 2}]").dbAfter();
    TxReport report =
        seated.with("[{:db/id \"t\" :seat/row 1 :seat/number 2 :seat/taken-by \"Ada\"}]");
    long seat = report.entity("t");
    assertThat(seat).isEqualTo(seated.watermarks().next(2) - 1 | 2L << 42);
    assertThat(value(report.dbAfter(), seat, ":seat/place")).isEqualTo(List.of(1L, 2L));
    assertThat(value(report.dbAfter(), seat, ":seat/taken-by")).isEqualTo("Ada");
  }

  @Test
  void findsByACompositeTupleInALookupRef() {
    Db seated = db.with("[{:seat/row 1 :seat/number 2}]").dbAfter();
    Db after = seated.with("[[:db/add [:seat/place [1 2]] :seat/taken-by \"Bob\"]]").dbAfter();
    long seat =
        new EntityLookup(after).find(People.attribute(after, ":seat/place"), List.of(1L, 2L));
    assertThat(value(after, seat, ":seat/taken-by")).isEqualTo("Bob");
  }

  @Test
  void lettingPartsOfATupleMissIsNoConflict() {
    Db once = db.with("[{:seat/row 9} {:seat/row 9}]").dbAfter();
    Db twice = once.with("[{:seat/row 9}]").dbAfter();
    assertThat(twice.basisT()).isEqualTo(db.basisT() + 2);
  }

  @Test
  void refusesToMakeTwoTuplesEqualByChangingAPart() {
    TxReport two =
        db.with(
            """
            [{:db/id "a" :seat/row 1 :seat/number 1} {:db/id "b" :seat/row 1 :seat/number 2}]
            """);
    long b = two.entity("b");
    assertRefused(two.dbAfter(), "[[:db/add " + b + " :seat/number 1]]", ErrorCode.UNIQUE_CONFLICT);
  }

  @Test
  void followsItsPartsWhenTheyGo() {
    TxReport one = db.with("[{:db/id \"a\" :seat/row 1 :seat/number 1}]");
    long a = one.entity("a");
    Db half = one.dbAfter().with("[[:db/retract %d :seat/row 1]]".formatted(a)).dbAfter();
    assertThat(value(half, a, ":seat/place")).isEqualTo(Arrays.asList(null, 1L));
    Db none = half.with("[[:db/retract %d :seat/number]]".formatted(a)).dbAfter();
    assertThat(People.values(none, a, ":seat/place")).isEmpty();
  }

  @Test
  void refusesToWriteACompositeTupleItself() {
    assertRefused(db, "[{:db/id \"a\" :seat/place [1 2]}]", ErrorCode.INVALID_TX_DATA);
  }
}
