/**
 * The parts of {@code java.sql} that mean nothing here, so that the classes that do something are
 * short: methods that refuse with SQLSTATE HYC00, and methods by label that forward to those by
 * number. Nothing but the driver's own classes uses it.
 */
@NullMarked
package dev.yore.jdbc.base;

import org.jspecify.annotations.NullMarked;
