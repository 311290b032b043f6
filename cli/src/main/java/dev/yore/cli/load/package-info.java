/**
 * The {@code import} command: CSV files into tables. {@link dev.yore.cli.load.CsvImport} reads the
 * file twice: first to check every value (and to find the types of a new table), then to write. So
 * a bad line is known before anything is written.
 */
@NullMarked
package dev.yore.cli.load;

import org.jspecify.annotations.NullMarked;
