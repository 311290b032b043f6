/** The settings of a transactor that runs as a server. */
@NullMarked
package dev.yore.transactor.config;

import org.jspecify.annotations.NullMarked;
