@NullMarked
package dev.yore.cli.error;

import org.jspecify.annotations.NullMarked;
