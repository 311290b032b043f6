package dev.yore.engine.exec;

/** The same operators with so little memory that nearly nothing is held in it. */
class SpillingRelationalTest extends RelationalTest {
  @Override
  long memoryLimit() {
    return 2_000;
  }
}
