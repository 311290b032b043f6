@NullMarked
package dev.yore.cli.load;

import org.jspecify.annotations.NullMarked;
