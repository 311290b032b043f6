/**
 * Cuts scripts into statements and commands, each with its place. {@link
 * dev.yore.cli.script.ScriptReader} is the door; it holds one statement at a time.
 */
@NullMarked
package dev.yore.cli.script;

import org.jspecify.annotations.NullMarked;
