package dev.yore.tck.simulation;

import org.jspecify.annotations.Nullable;

/** Something happened in a simulation that must not happen. */
public final class SimulationFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  SimulationFailure(String what) {
    this(what, null);
  }

  SimulationFailure(String what, @Nullable Throwable cause) {
    super(what, cause);
  }
}
