@NullMarked
package dev.yore.cli.connect;

import org.jspecify.annotations.NullMarked;
