package dev.yore.engine.edn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.storage.value.Bytes;
import dev.yore.storage.value.Keyword;
import dev.yore.storage.value.Scalars;
import dev.yore.storage.value.Symbol;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EdnRoundTripTest {
  private static final long MICROS_MAX = 253_402_300_799_000_000L;

  @Property(tries = 500)
  void readsBackWhatItWrites(@ForAll("values") Object value) {
    String text = EdnWriter.write(value);
    EdnForm form = EdnReader.read(text);
    assertThat(form.value()).isEqualTo(value);
    assertThat(EdnReader.read(EdnWriter.write(form)).value()).isEqualTo(value);
  }

  @Provide
  Arbitrary<Object> values() {
    return nested(2);
  }

  private static Arbitrary<Object> nested(int depth) {
    if (depth == 0) {
      return scalars();
    }
    Arbitrary<Object> inner = nested(depth - 1);
    return Arbitraries.oneOf(
        scalars(),
        inner.list().ofMaxSize(4).map(list -> (Object) list),
        inner.set().ofMaxSize(4).map(set -> (Object) set),
        Arbitraries.maps(inner, inner).ofMaxSize(4).map(map -> (Object) map));
  }

  private static Arbitrary<Object> scalars() {
    Arbitrary<String> names =
        Arbitraries.strings().withChars("abcXYZ019-_*+!?").ofMinLength(1).map(name -> "n" + name);
    return Arbitraries.oneOf(
        Arbitraries.of(true, false).map(b -> (Object) b),
        Arbitraries.longs().map(n -> (Object) n),
        Arbitraries.doubles().map(n -> (Object) n),
        Arbitraries.bigDecimals().map(n -> (Object) n),
        Arbitraries.bigIntegers().map(n -> (Object) n),
        Arbitraries.strings().map(s -> (Object) s),
        Arbitraries.chars().filter(c -> !Character.isSurrogate(c)).map(c -> (Object) c),
        Combinators.combine(names, names).as((a, b) -> (Object) Keyword.of(a, b)),
        names.map(name -> (Object) new Symbol(name)),
        Arbitraries.longs().between(0, MICROS_MAX).map(n -> (Object) Scalars.instant(n)),
        Arbitraries.longs().map(n -> (Object) new UUID(n, ~n)),
        Arbitraries.bytes().array(byte[].class).map(b -> (Object) Bytes.of(b)));
  }
}
