package dev.yore.engine.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.engine.db.Db;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetEffectTest {
  private final Db db = People.db().with("[{:person/email \"ada@x\" :person/age 1}]").dbAfter();
  private final long ada = People.entity(db, "ada@x");

  private List<TxReport> steps(String... transactions) {
    List<TxReport> steps = new ArrayList<>();
    Db at = db;
    for (String transaction : transactions) {
      TxReport step = at.with(transaction);
      steps.add(step);
      at = step.dbAfter();
    }
    return steps;
  }

  private TxReport committed(Db current, String... transactions) {
    return current.with(NetEffect.of(steps(transactions)).on(current));
  }

  @Test
  void leavesOneDatomOfSeveralChangesOfAValue() {
    TxReport report =
        committed(
            db,
            "[[:db/add %d :person/age 2]]".formatted(ada),
            "[[:db/add %d :person/age 3]]".formatted(ada));
    assertThat(People.datoms(report)).extracting("value").containsExactly(1L, 3L);
    assertThat(report.t()).isEqualTo(db.basisT() + 1);
  }

  @Test
  void isNothingWhenAllIsUndone() {
    TxReport report =
        committed(
            db,
            "[[:db/add %d :person/age 2]]".formatted(ada),
            "[[:db/add %d :person/age 1]]".formatted(ada));
    assertThat(report.dbAfter()).isSameAs(db);
  }

  @Test
  void movesNewEntitiesBehindThoseThatOthersHaveGotSince() {
    Db current = db.with("[{:person/email \"eve@x\"}]").dbAfter();
    Db after =
        committed(
                current,
                "[{:db/id \"bob\" :person/email \"bob@x\" :person/friend \"cy\"}"
                    + " {:db/id \"cy\" :person/email \"cy@x\"}]")
            .dbAfter();
    assertThat(People.value(after, People.entity(after, "bob@x"), ":person/friend"))
        .isEqualTo(People.entity(after, "cy@x"));
    assertThat(People.entity(after, "eve@x")).isEqualTo(People.entity(current, "eve@x"));
  }

  @Test
  void checksUniquenessAgainstWhatOthersDid() {
    Db current = db.with("[{:person/name \"x\" :person/badge 5}]").dbAfter();
    assertRefused(
        ErrorCode.UNIQUE_CONFLICT,
        () -> committed(current, "[{:person/name \"y\" :person/badge 5}]"));
  }

  @Test
  void keepsCompositeTuplesAndMetadata() {
    TxReport report =
        committed(
            db,
            "[{:seat/row 1 :seat/number 1} [:db/add \"yore.tx\" :db/doc \"why\"]]",
            "[{:seat/row 1 :seat/number 2}]");
    Db after = report.dbAfter();
    assertThat(
            new EntityLookup(after).find(People.attribute(after, ":seat/place"), List.of(1L, 2L)))
        .isPositive();
    assertThat(People.value(after, dev.yore.engine.schema.EntityIds.ofTx(report.t()), ":db/doc"))
        .isEqualTo("why");
  }

  @Test
  void definesAttributesUnlessTheSchemaHasMoved() {
    String define =
        "[{:db/ident :a/b :db/valueType :db.type/long :db/cardinality :db.cardinality/one}]";
    Db after = committed(db, define, "[{:db/id \"x\" :a/b 1}]").dbAfter();
    assertThat(People.attribute(after, ":a/b").type().valueType().name()).isEqualTo("LONG");
    Db current = db.with("[{:db/ident :some/ident}]").dbAfter();
    assertRefused(ErrorCode.SERIALIZATION_FAILURE, () -> committed(current, define));
  }

  private static void assertRefused(
      ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(YoreException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
