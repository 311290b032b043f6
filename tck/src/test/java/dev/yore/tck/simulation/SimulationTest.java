package dev.yore.tck.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

@Timeout(300)
class SimulationTest {
  private static final int SEEDS = 200;
  private static final Logger LOG = Logger.getLogger("dev.yore");

  @BeforeAll
  static void beQuiet() {
    LOG.setLevel(Level.OFF);
  }

  @Test
  void nothingIsLostDoubledOrSeenOutOfOrderWhateverGoesWrong() {
    StringWriter said = new StringWriter();
    int status =
        new CommandLine(new SimulateCommand())
            .setOut(new PrintWriter(said, true))
            .execute("--seeds", String.valueOf(SEEDS));
    assertThat(status).as(said.toString()).isZero();
    assertThat(said.toString()).contains(SEEDS + " seeds, ").contains(", 0 failed");
  }

  @Test
  void aSeedGivesTheSameRunAgain() {
    Simulation.Outcome first = Simulation.run(17);
    assertThat(first.commits()).isPositive();
    assertThat(Simulation.run(17)).isEqualTo(first);
    assertThat(Simulation.run(18).trace()).isNotEqualTo(first.trace());
  }

  @Test
  void transactorsThatDoNotFenceOffTheOnesBeforeAreFoundOut() {
    boolean found = LongStream.rangeClosed(1, 2 * SEEDS).anyMatch(SimulationTest::failsCareless);
    assertThat(found).as("a seed that shows it").isTrue();
  }

  private static boolean failsCareless(long seed) {
    try {
      Simulation.ofCareless(seed);
      return false;
    } catch (SimulationFailure found) {
      return true;
    }
  }
}
