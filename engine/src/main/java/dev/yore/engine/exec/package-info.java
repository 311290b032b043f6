/**
 * Execution: {@link dev.yore.engine.exec.Operator}s pull {@link dev.yore.engine.exec.Batch}es of
 * column vectors from one another. Operators are immutable descriptions that a plan cache may keep;
 * opening one gives the cursor of one execution, which one thread at a time may pull.
 */
@NullMarked
package dev.yore.engine.exec;

import org.jspecify.annotations.NullMarked;
