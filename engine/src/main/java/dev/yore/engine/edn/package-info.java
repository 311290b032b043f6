/**
 * EDN, the text form of data: {@link dev.yore.engine.edn.EdnReader} makes {@link
 * dev.yore.engine.edn.EdnForm}s, which know where in the text they stood, {@link
 * dev.yore.engine.edn.EdnWriter} prints values. What forms mean is for others to say.
 */
@NullMarked
package dev.yore.engine.edn;

import org.jspecify.annotations.NullMarked;
