/**
 * Rows of a result set as text. {@link dev.yore.cli.output.ResultPrinter} reads the rows and hands
 * them to one {@link dev.yore.cli.output.RowFormat}; nothing holds more than a sample of the rows.
 */
@NullMarked
package dev.yore.cli.output;

import org.jspecify.annotations.NullMarked;
