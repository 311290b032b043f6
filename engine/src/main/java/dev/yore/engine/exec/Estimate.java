package dev.yore.engine.exec;

/**
 * What the planner expected of an operator.
 *
 * @param rows how many rows it gives
 * @param cost what it and all below it cost; reading one datom from memory costs about 1
 */
public record Estimate(double rows, double cost) {}
