@NullMarked
package dev.yore.cli.script;

import org.jspecify.annotations.NullMarked;
