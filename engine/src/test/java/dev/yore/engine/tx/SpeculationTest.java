package dev.yore.engine.tx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.engine.db.Db;
import dev.yore.storage.error.ErrorCode;
import org.junit.jupiter.api.Test;

class SpeculationTest {
  private final Db then =
      People.db()
          .with("[{:person/email \"ada@x\" :person/age 30 :person/aliases [\"A\" \"B\"]}]")
          .dbAfter();
  private final long ada = People.entity(then, "ada@x");
  private final Db now =
      then.with(
              "[[:db/add %d :person/age 31] [:db/retract %d :person/aliases \"A\"]]"
                  .formatted(ada, ada))
          .dbAfter()
          .with("[{:person/email \"bob@x\"}]")
          .dbAfter();

  @Test
  void leavesTheDatabaseItBeginsFromAsItWas() {
    now.with("[[:db/add %d :person/age 99]]".formatted(ada));
    assertThat(People.value(now, ada, ":person/age")).isEqualTo(31L);
  }

  @Test
  void showsNewFactsOnADatabaseAsOfAMoment() {
    Db past = now.asOf(then.basisT());
    Db after = past.with("[[:db/add %d :person/name \"Ada\"]]".formatted(ada)).dbAfter();
    assertThat(People.value(after, ada, ":person/name")).isEqualTo("Ada");
    assertThat(People.value(after, ada, ":person/age")).isEqualTo(30L);
    assertThat(People.values(after, ada, ":person/aliases")).containsExactly("A", "B");
    assertThat(People.entity(after, "bob@x")).isZero();
    assertThat(People.value(past, ada, ":person/age")).isEqualTo(30L);
    assertThat(People.values(past, ada, ":person/name")).isEmpty();
  }

  @Test
  void decidesOnAPastDatabaseByWhatHeldThen() {
    Db past = now.asOf(then.basisT());
    Db after = past.with("[[:db/cas %d :person/age 30 40]]".formatted(ada)).dbAfter();
    assertThat(People.value(after, ada, ":person/age")).isEqualTo(40L);
    long bob = past.with("[{:db/id \"b\" :person/email \"bob@x\"}]").entity("b");
    assertThat(bob).isNotEqualTo(People.entity(now, "bob@x"));
  }

  @Test
  void refusesATransactionOnADatabaseOfChanges() {
    People.assertRefused(now.history(), "[{:person/name \"x\"}]", ErrorCode.READ_ONLY_TRANSACTION);
    People.assertRefused(now.since(1), "[{:person/name \"x\"}]", ErrorCode.READ_ONLY_TRANSACTION);
  }

  @Test
  void refusesATransactionOnADatabaseFromBeforeAChangeOfTheSchema() {
    Db later = now.with("[{:db/ident :some/ident}]").dbAfter();
    People.assertRefused(later.asOf(now.basisT()), "[{:person/name \"x\"}]", ErrorCode.UNSUPPORTED);
  }
}
