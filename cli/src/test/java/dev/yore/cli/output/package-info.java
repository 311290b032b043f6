@NullMarked
package dev.yore.cli.output;

import org.jspecify.annotations.NullMarked;
