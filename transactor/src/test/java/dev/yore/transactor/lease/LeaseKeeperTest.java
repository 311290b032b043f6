package dev.yore.transactor.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.engine.log.Lease;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.kv.Versioned;
import dev.yore.storage.value.Bytes;
import dev.yore.transactor.FailingStore;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeaseKeeperTest {
  private static final Duration LENGTH = Duration.ofSeconds(3);
  private static final String KEY = "db/lease";

  private final FailingStore store = new FailingStore();
  private long clock = 1_000;

  private LeaseKeeper keeper(String host) {
    Place place = new Place(host, 4711, Bytes.of(new byte[] {1, 2, 3}));
    return new LeaseKeeper(store, KEY, place, LENGTH, () -> clock);
  }

  private void pass(Duration time) {
    clock += time.toNanos();
  }

  private void fails(boolean on) {
    store.readsFail = on;
    store.failure = on ? ErrorCode.CONNECTION_FAILURE : null;
  }

  private Lease stored() {
    Versioned found = Objects.requireNonNull(store.get(KEY));
    return Lease.decode(KEY, found.value());
  }

  @Test
  void theFirstWhoComesLeadsAndTellsWhereItIs() {
    LeaseKeeper one = keeper("one");
    assertThat(one.turn()).isTrue();
    assertThat(stored())
        .isEqualTo(
            new Lease(1, true, LENGTH.toMillis(), "one", 4711, Bytes.of(new byte[] {1, 2, 3})));
  }

  @Test
  void aStandbyWaitsAsLongAsTheLeaseIsRenewed() {
    LeaseKeeper one = keeper("one");
    LeaseKeeper two = keeper("two");
    assertThat(one.turn()).isTrue();
    for (int i = 0; i < 20; i++) {
      assertThat(two.turn()).isFalse();
      pass(LENGTH.dividedBy(3));
      assertThat(one.turn()).isTrue();
    }
  }

  @Test
  void aStandbyTakesOverFromADeadLeaderAfterOneLength() {
    LeaseKeeper one = keeper("one");
    LeaseKeeper two = keeper("two");
    one.turn();
    assertThat(two.turn()).isFalse();
    pass(LENGTH.minusMillis(1));
    assertThat(two.turn()).isFalse();
    pass(Duration.ofMillis(1));
    assertThat(two.turn()).isTrue();
    assertThat(stored().epoch()).isEqualTo(2);
    assertThat(stored().host()).isEqualTo("two");
  }

  @Test
  void aLeaderThatSleptTooLongFindsItselfReplaced() {
    LeaseKeeper one = keeper("one");
    LeaseKeeper two = keeper("two");
    one.turn();
    two.turn();
    pass(LENGTH);
    assertThat(two.turn()).isTrue();
    assertThat(one.turn()).isFalse();
    assertThat(two.turn()).isTrue();
  }

  @Test
  void aLeaseThatWasGivenBackIsTakenAtOnce() {
    LeaseKeeper one = keeper("one");
    LeaseKeeper two = keeper("two");
    one.turn();
    two.turn();
    one.release();
    assertThat(one.leads()).isFalse();
    assertThat(two.turn()).isTrue();
    one.release();
    assertThat(stored().host()).isEqualTo("two");
  }

  @Test
  void aLeaderThatCannotReachTheStoreStopsLeadingWhenItsLeaseIsOver() {
    LeaseKeeper one = keeper("one");
    one.turn();
    fails(true);
    pass(LENGTH.minusMillis(1));
    assertThat(one.turn()).isTrue();
    pass(Duration.ofMillis(1));
    assertThat(one.turn()).isFalse();
    fails(false);
    assertThat(one.turn()).as("its own record has to run out first").isFalse();
    pass(LENGTH);
    assertThat(one.turn()).isTrue();
    assertThat(stored().epoch()).isEqualTo(2);
  }

  @Test
  void aRenewalThatTookEffectThoughItFailedIsRecognised() {
    LeaseKeeper one = keeper("one");
    one.turn();
    fails(true);
    store.writesAnyway = true;
    assertThat(one.turn()).isTrue();
    fails(false);
    assertThat(one.turn()).isTrue();
    assertThat(one.turn()).isTrue();
    assertThat(stored().epoch()).isEqualTo(1);
  }

  @Test
  void neverDoTwoLeadAtATimeWhateverFails() {
    Random random = new Random(7);
    List<LeaseKeeper> keepers = List.of(keeper("one"), keeper("two"), keeper("three"));
    int led = 0;
    for (int i = 0; i < 20_000; i++) {
      fails(random.nextInt(10) == 0);
      store.writesAnyway = random.nextBoolean();
      LeaseKeeper keeper = keepers.get(random.nextInt(3));
      if (random.nextInt(200) == 0) {
        fails(false);
        keeper.release();
      }
      keeper.turn();
      pass(Duration.ofMillis(random.nextInt(random.nextInt(50) == 0 ? 4_000 : 700)));
      long leading = keepers.stream().filter(LeaseKeeper::leads).count();
      assertThat(leading).as("step " + i).isLessThanOrEqualTo(1);
      led += (int) leading;
    }
    assertThat(led).isGreaterThan(5_000);
    fails(false);
    assertThat(stored().epoch()).isGreaterThan(20);
  }

  @Test
  void damageIsToldAndNewerFormatsAreRefused() {
    byte[] damaged = {1, 2, 3};
    assertThatThrownBy(() -> Lease.decode(KEY, damaged))
        .isInstanceOfSatisfying(
            YoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPTED));
  }
}
