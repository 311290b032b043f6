/**
 * What is handed to the writer of a database: {@link dev.yore.engine.submit.Submission}, data that
 * can be decided wherever the newest database is, and the {@link dev.yore.engine.submit.Receipt}
 * for it.
 */
@NullMarked
package dev.yore.engine.submit;

import org.jspecify.annotations.NullMarked;
