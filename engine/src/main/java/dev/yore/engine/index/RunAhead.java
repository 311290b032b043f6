package dev.yore.engine.index;

import dev.yore.storage.datom.Run;

/**
 * A run in which all visible datoms of an attribute stand that entities from the one asked for up
 * to but not including {@code end} have; others may stand around them.
 */
public record RunAhead(Run run, long end) {}
