@NullMarked
package dev.yore.engine.protocol;

import org.jspecify.annotations.NullMarked;
