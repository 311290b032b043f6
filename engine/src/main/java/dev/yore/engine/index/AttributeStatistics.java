package dev.yore.engine.index;

import org.jspecify.annotations.Nullable;

/**
 * What is known of an attribute's datoms.
 *
 * @param count how many there are; exact for a view of now, else an upper bound
 * @param min a value that none is below, or null when there are none
 * @param max a value that none is above, or null when there are none
 * @param distinct an estimate of how many different values there are
 */
public record AttributeStatistics(
    long count, @Nullable Object min, @Nullable Object max, long distinct) {}
