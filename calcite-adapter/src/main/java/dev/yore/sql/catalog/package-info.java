/**
 * The tables that SQL sees: those made by {@code CREATE TABLE}, those that attributes made by
 * transaction data give rise to, and the system tables.
 */
@NullMarked
package dev.yore.sql.catalog;

import org.jspecify.annotations.NullMarked;
