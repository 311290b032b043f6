/** What holds across modules: the tests of this module, and the models they compare with. */
@NullMarked
package dev.yore.tck;

import org.jspecify.annotations.NullMarked;
