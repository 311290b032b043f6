package dev.yore.engine.exec.function;

/** Functions. */
final class NumberFunctions {
  private NumberFunctions() {}

  static void register() {}
}
