package dev.yore.engine.exec.function;

/** Functions. */
final class SystemFunctions {
  private SystemFunctions() {}

  static void register() {}
}
