/**
 * Errors of the database as people want to read them: the place in the text, the message, a hint.
 */
@NullMarked
package dev.yore.cli.error;

import org.jspecify.annotations.NullMarked;
