package dev.yore.tck.simulation;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./yore simulate}: runs seeds, each a few simulated seconds of trouble. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description =
        "Runs transactors, peers and their store under simulated faults, and holds what they did"
            + " against a model. A seed that fails fails again.")
public final class SimulateCommand implements Callable<Integer> {
  private static final int TOLD_EVERY = 100;

  @Spec private CommandSpec spec;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "how many seeds (default: ${DEFAULT-VALUE})")
  private int seeds = 1_000;

  @Option(
      names = "--from",
      paramLabel = "SEED",
      description = "the first of them (default: ${DEFAULT-VALUE})")
  private long from = 1;

  private int failed;
  private int done;
  private long commits;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SimulateCommand()).execute(arguments));
  }

  @Override
  public Integer call() {
    if (seeds < 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--seeds should be 1 or more, not " + seeds);
    }
    Logger.getLogger("dev.yore").setLevel(Level.OFF);
    // One after another: two at once could wait for one another while classes are initialized.
    LongStream.range(from, from + seeds).forEach(this::run);
    out("%d seeds, %d commits, %d failed".formatted(seeds, commits, failed));
    return failed == 0 ? 0 : 1;
  }

  private void run(long seed) {
    try {
      commits += Simulation.run(seed).commits();
    } catch (SimulationFailure failure) {
      failed++;
      out("seed %d fails: %s".formatted(seed, failure.getMessage()));
      if (seeds == 1) {
        failure.printStackTrace(spec.commandLine().getErr());
      }
    }
    done++;
    if (done % TOLD_EVERY == 0 && done < seeds) {
      out("%d of %d seeds".formatted(done, seeds));
    }
  }

  private void out(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
