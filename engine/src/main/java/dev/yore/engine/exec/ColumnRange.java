package dev.yore.engine.exec;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a star column's values from the query's conditions. It lets a scan skip what
 * cannot match; the conditions themselves are tested besides.
 *
 * @param column position of the column in the star
 * @param low refers to no columns; null when there is no lower bound
 * @param high refers to no columns; null when there is no upper bound
 */
public record ColumnRange(
    int column,
    @Nullable Evaluator low,
    boolean lowInclusive,
    @Nullable Evaluator high,
    boolean highInclusive) {}
