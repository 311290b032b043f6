/**
 * The {@code yore} command: {@link dev.yore.cli.Main} names the subcommands, each of which has a
 * package of its own: {@code sql} the shell and scripts, {@code load} the import of CSV files,
 * {@code demo} the story. They share {@code connect} (URLs), {@code script} (text to statements),
 * {@code output} (rows to text), {@code error} (errors with their place) and {@code terminal}.
 */
@NullMarked
package dev.yore.cli;

import org.jspecify.annotations.NullMarked;
