/** Threads and time, as those parts take them that run in the background. */
@NullMarked
package dev.yore.engine.host;

import org.jspecify.annotations.NullMarked;
