@NullMarked
package dev.yore.transactor.net;

import org.jspecify.annotations.NullMarked;
