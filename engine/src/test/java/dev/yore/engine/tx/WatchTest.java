package dev.yore.engine.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.engine.db.Db;
import dev.yore.engine.schema.EntityIds;
import dev.yore.storage.column.LongVector;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WatchTest {
  private static final int ROWS = 20_000;

  private final Db schema =
      Db.empty()
          .with(
              "[{:db/ident :a/n :db/valueType :db.type/long :db/cardinality :db.cardinality/one}"
                  + " {:db/ident :a/m :db/valueType :db.type/long"
                  + " :db/cardinality :db.cardinality/one :db/index true}]")
          .dbAfter();
  private final long[] entities = new long[ROWS];
  private final long[] numbers = new long[ROWS];

  WatchTest() {
    Arrays.setAll(entities, i -> EntityIds.of(EntityIds.USER_PARTITION, i + 1));
    Arrays.setAll(numbers, i -> i);
  }

  private ResolvedTx update() {
    return ResolvedTx.of(
        new TxOp.UpdateColumn(
            entities, People.attribute(schema, ":a/n").id(), new LongVector(numbers)),
        new TxOp.UpdateColumn(
            entities, People.attribute(schema, ":a/m").id(), new LongVector(numbers)));
  }

  /** Stops the decision when it is looked at so many times. */
  private static Watch stoppingAfter(int looks, int[] seen) {
    return () -> {
      if (++seen[0] > looks) {
        throw YoreException.of(ErrorCode.CANCELLED, "stopped");
      }
    };
  }

  @Test
  void aDecisionIsLookedAtEveryFewThousandRowsAndCanBeStoppedAtEachLook() {
    int[] seen = {0};
    AppliedTx whole =
        Transactions.decide(
            schema, update(), Transactions.now(), stoppingAfter(Integer.MAX_VALUE, seen));
    assertThat(whole.empty()).isFalse();
    int all = seen[0];
    assertThat(all).isGreaterThanOrEqualTo(2 * ROWS / Watch.ROWS);
    for (int looks = 0; looks < all; looks++) {
      Watch watch = stoppingAfter(looks, new int[1]);
      assertThatThrownBy(() -> Transactions.decide(schema, update(), Transactions.now(), watch))
          .as("after %d looks of %d", looks, all)
          .isInstanceOfSatisfying(
              YoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    }
  }
}
