/**
 * The {@code demo} command. {@link dev.yore.cli.demo.Story} has the chapters, {@link
 * dev.yore.cli.demo.Stage} runs and shows each statement; nothing that is shown is canned.
 */
@NullMarked
package dev.yore.cli.demo;

import org.jspecify.annotations.NullMarked;
