package dev.yore.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.kv.MemoryStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTest {
  private final MemoryStore store = new MemoryStore();
  private final Catalog catalog = new Catalog(store);

  @Test
  void aDatabaseKeepsItsKeys() {
    DatabaseKeys keys = catalog.findOrCreate("shop");
    assertThat(catalog.findOrCreate("shop")).isEqualTo(keys);
    assertThat(catalog.find("shop")).isEqualTo(keys);
    assertThat(catalog.findOrCreate("other")).isNotEqualTo(keys);
    assertThat(catalog.names()).containsExactly("other", "shop");
  }

  @Test
  void namesFoldToLowerCase() {
    assertThat(catalog.findOrCreate("Shop")).isEqualTo(catalog.find("shop"));
  }

  @Test
  void suggestsTheNameThatWasMeant() {
    catalog.findOrCreate("orders");
    assertThat(catalog.find("order")).isNull();
    assertThatThrownBy(() -> catalog.require("order"))
        .isInstanceOfSatisfying(
            YoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNDEFINED_DATABASE))
        .hasMessageContaining("orders");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1st", "a/b", "ä", "a b", ".a"})
  void refusesOtherNames(String name) {
    assertThatThrownBy(() -> catalog.findOrCreate(name))
        .isInstanceOfSatisfying(
            YoreException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARAMETER_VALUE));
  }

  @Test
  void aNameHasAtMost128Characters() {
    String longest = "a".repeat(Catalog.NAME_CHARS_MAX);
    assertThat(catalog.findOrCreate(longest).root().length()).isLessThan(512);
    assertThatThrownBy(() -> catalog.find(longest + "a")).isInstanceOf(YoreException.class);
  }

  @Test
  void tellsDamage() {
    store.putIfAbsent(DatabaseKeys.catalog("bad"), new byte[] {1, 2, 3});
    assertThatThrownBy(() -> catalog.find("bad"))
        .isInstanceOfSatisfying(
            YoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPTED));
  }
}
