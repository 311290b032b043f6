package dev.yore.engine.planner;

import dev.yore.engine.exec.KeyFilter;

/**
 * That rows may be left out whose value does not pass a filter.
 *
 * @param at the place, or the column, of the value
 */
record Filtered(int at, KeyFilter filter) {}
