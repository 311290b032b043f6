@NullMarked
package dev.yore.cli.sql;

import org.jspecify.annotations.NullMarked;
