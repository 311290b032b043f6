@NullMarked
package dev.yore.cli.terminal;

import org.jspecify.annotations.NullMarked;
