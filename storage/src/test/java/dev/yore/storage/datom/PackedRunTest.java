package dev.yore.storage.datom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yore.storage.column.Longs;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PackedRunTest {
  private static final DataType[] TYPES = {
    DataType.LONG, DataType.STRING, DataType.DOUBLE, DataType.UUID, DataType.STRING
  };

  private static Object value(int attribute, int n) {
    return switch (attribute) {
      case 0 -> (long) n;
      case 1 -> "name " + n;
      case 2 -> n / 8.0;
      case 3 -> new UUID(n, -n);
      default -> n % 3 == 0 ? "" : "state";
    };
  }

  /** Entities of which each has every attribute with a probability. */
  private static Run run(int entities, double share, Random random) {
    RunBuilder builder = new RunBuilder(IndexOrder.EAVT, a -> TYPES[a], 16);
    for (int e = 0; e < entities; e++) {
      for (int a = 0; a < TYPES.length; a++) {
        if (random.nextDouble() < share) {
          builder.add(1000 + e, a, value(a, random.nextInt(100)), 5);
        }
      }
    }
    return builder.build();
  }

  private static List<Datom> datoms(Run run) {
    List<Datom> datoms = new ArrayList<>();
    for (int row = 0; row < run.size(); row++) {
      datoms.add(run.datom(row));
    }
    return datoms;
  }

  @Property(tries = 100)
  void hasTheSameDatoms(@ForAll long seed, @ForAll @IntRange(min = 0, max = 40) int entities) {
    Random random = new Random(seed);
    Run run = run(entities, random.nextBoolean() ? 1 : 0.7, random);
    int from = Math.min(random.nextInt(5), run.size());
    Run cut = run.slice(from, run.size());
    Run packed = cut.packed();

    assertThat(datoms(packed)).isEqualTo(datoms(cut));
    for (int row = 0; row < packed.size(); row++) {
      assertThat(packed.single(row).size()).isEqualTo(1);
      assertThat(Vectors.get(packed.type(row), packed.single(row), 0)).isEqualTo(cut.value(row));
      assertThat(Vectors.get(cut.type(row), cut.single(row), 0)).isEqualTo(cut.value(row));
    }
  }

  @Test
  void runsOfEntitiesWithTheSameAttributesShareWhatTheyHaveInCommon() {
    Run one = run(30, 1, new Random(1)).packed();
    Run other = run(30, 1, new Random(2)).packed();

    assertThat(one.entities()).isInstanceOf(Longs.Repeated.class);
    assertThat(one.attributeIndexes()).isSameAs(other.attributeIndexes());
    assertThat(one.slots()).isSameAs(other.slots());
  }
}
