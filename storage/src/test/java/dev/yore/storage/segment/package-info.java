@NullMarked
package dev.yore.storage.segment;

import org.jspecify.annotations.NullMarked;
