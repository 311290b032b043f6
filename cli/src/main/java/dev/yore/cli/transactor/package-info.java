/** The {@code transactor} command. */
@NullMarked
package dev.yore.cli.transactor;

import org.jspecify.annotations.NullMarked;
