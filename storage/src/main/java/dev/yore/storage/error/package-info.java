/**
 * The one exception of the product, {@link dev.yore.storage.error.YoreException}, and its codes.
 *
 * <p>An error is an {@link dev.yore.storage.error.ErrorCode}, a static text, facts by name, and,
 * where text was read, the place in it. Nothing here depends on anything else.
 */
@NullMarked
package dev.yore.storage.error;

import org.jspecify.annotations.NullMarked;
