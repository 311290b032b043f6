/**
 * Temporary files of queries that hold more than their budget: a {@link
 * dev.yore.engine.spill.TempSpace} is the directory of this process, a {@link
 * dev.yore.engine.spill.SpillFile} the file of one operator, made of blocks of columns, each
 * compressed and checked. A file is gone when it is closed, when the process ends, and at the
 * latest when another process uses the same directory.
 */
@NullMarked
package dev.yore.engine.spill;

import org.jspecify.annotations.NullMarked;
