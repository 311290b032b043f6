package dev.yore.engine.exec.function;

import static dev.yore.engine.exec.function.Functions.changing;
import static dev.yore.engine.exec.function.Functions.pure;

import java.util.UUID;

/** Functions that tell of the system. */
final class SystemFunctions {
  private SystemFunctions() {}

  static void register() {
    pure("version", (a, c) -> "Yore " + version());
    changing("gen_random_uuid", (a, c) -> UUID.randomUUID());
  }

  private static String version() {
    String version = SystemFunctions.class.getPackage().getImplementationVersion();
    return version == null ? "(development)" : version;
  }
}
