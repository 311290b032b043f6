/**
 * The {@code sql} command: {@link dev.yore.cli.sql.Shell} reads from a terminal, {@link
 * dev.yore.cli.sql.ScriptRunner} from files; both hand statements to {@link
 * dev.yore.cli.sql.StatementRunner} and backslash lines to {@link dev.yore.cli.sql.Commands}. One
 * thread does everything but cancelling.
 */
@NullMarked
package dev.yore.cli.sql;

import org.jspecify.annotations.NullMarked;
