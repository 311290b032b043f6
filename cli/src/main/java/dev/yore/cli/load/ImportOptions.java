package dev.yore.cli.load;

import java.util.List;

/**
 * How to import.
 *
 * @param create whether to make the table
 * @param key the columns of the new table's primary key
 * @param badLinesMax how many bad lines to leave out; with more nothing is imported
 * @param batchRows rows that go to the database at a time
 */
record ImportOptions(
    String table, boolean create, List<String> key, long badLinesMax, int batchRows) {}
