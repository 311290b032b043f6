package dev.yore.engine.tx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.engine.db.Db;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.value.Keyword;
import java.util.List;
import org.junit.jupiter.api.Test;

public class TxFunctionTest {
  private final Db db = People.db().with("[{:person/email \"ada@x\" :person/age 30}]").dbAfter();
  private final long ada = People.entity(db, "ada@x");

  /** Makes somebody a year older. */
  public static final class Birthday implements TxFunction {
    @Override
    public Keyword name() {
      return Keyword.of("test/birthday");
    }

    @Override
    public List<?> apply(Db before, List<?> arguments) {
      long entity = (Long) arguments.getFirst();
      long age = (Long) People.value(before, entity, ":person/age");
      return List.of(List.of(":db/add", entity, ":person/age", age + 1));
    }
  }

  /** Calls itself. */
  public static final class Endless implements TxFunction {
    @Override
    public Keyword name() {
      return Keyword.of("test/endless");
    }

    @Override
    public List<?> apply(Db before, List<?> arguments) {
      return List.of(List.of(name()));
    }
  }

  /** Fails. */
  public static final class Broken implements TxFunction {
    @Override
    public Keyword name() {
      return Keyword.of("test/broken");
    }

    @Override
    public List<?> apply(Db before, List<?> arguments) {
      throw new IllegalStateException("no luck");
    }
  }

  @Test
  void putsWhatTheFunctionMakesInThePlaceOfTheCall() {
    Db after = db.with("[[:test/birthday %d]]".formatted(ada)).dbAfter();
    assertThat(People.value(after, ada, ":person/age")).isEqualTo(31L);
  }

  @Test
  void showsFunctionsOnlyTheStateBefore() {
    People.assertRefused(
        db,
        "[[:test/birthday %d] [:db/add %d :person/age 50]]".formatted(ada, ada),
        ErrorCode.DATOMS_CONFLICT);
  }

  @Test
  void refusesAFunctionThatIsNotInstalledAndNamesThoseThatAre() {
    People.assertRefused(db, "[[:test/nope 1]]", ErrorCode.TX_FUNCTION_FAILED)
        .hasMessageContaining(":test/nope")
        .hasMessageContaining(":test/birthday");
  }

  @Test
  void refusesWhenTheFunctionFails() {
    People.assertRefused(db, "[\n [:test/broken]]", ErrorCode.TX_FUNCTION_FAILED)
        .hasMessageContaining("no luck")
        .hasMessageContaining("line 2, column 2");
  }

  @Test
  void refusesCallsWithoutEnd() {
    People.assertRefused(db, "[[:test/endless]]", ErrorCode.LIMIT_EXCEEDED);
  }
}
