package dev.yore.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.kv.MemoryStore;
import dev.yore.storage.value.Bytes;
import org.junit.jupiter.api.Test;

class SecretTest {
  private final MemoryStore store = new MemoryStore();

  @Test
  void isMadeOnceAndLongEnough() {
    assertThat(Secret.find(store)).isNull();
    Bytes made = Secret.findOrCreate(store);
    assertThat(made.size()).isEqualTo(32);
    assertThat(Secret.findOrCreate(store)).isEqualTo(made);
    assertThat(Secret.find(store)).isEqualTo(made);
    assertThat(Secret.findOrCreate(new MemoryStore())).isNotEqualTo(made);
  }

  @Test
  void damageIsTold() {
    store.putIfAbsent("secret", new byte[] {1, 2, 3});
    assertThatThrownBy(() -> Secret.find(store))
        .isInstanceOfSatisfying(
            YoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPTED));
  }
}
