/** What is known of the terminal, and the progress line on it. */
@NullMarked
package dev.yore.cli.terminal;

import org.jspecify.annotations.NullMarked;
