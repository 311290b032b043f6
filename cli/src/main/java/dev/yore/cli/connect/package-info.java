/** Opening databases named on the command line. */
@NullMarked
package dev.yore.cli.connect;

import org.jspecify.annotations.NullMarked;
