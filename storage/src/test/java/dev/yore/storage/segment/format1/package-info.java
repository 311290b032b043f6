@NullMarked
package dev.yore.storage.segment.format1;

import org.jspecify.annotations.NullMarked;
