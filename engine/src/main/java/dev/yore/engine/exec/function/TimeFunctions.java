package dev.yore.engine.exec.function;

/** Functions. */
final class TimeFunctions {
  private TimeFunctions() {}

  static void register() {}
}
