@NullMarked
package dev.yore.transactor;

import org.jspecify.annotations.NullMarked;
