@NullMarked
package dev.yore.jdbc.net;

import org.jspecify.annotations.NullMarked;
