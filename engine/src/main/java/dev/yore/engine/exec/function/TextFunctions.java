package dev.yore.engine.exec.function;

/** Functions. */
final class TextFunctions {
  private TextFunctions() {}

  static void register() {}
}
