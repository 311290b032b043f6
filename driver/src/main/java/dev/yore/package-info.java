/**
 * The API for Java programs that want facts rather than tables: {@link dev.yore.Yore} opens a
 * database, {@link dev.yore.YoreDatabase} writes transaction data and gives database values. The
 * same database can be open through JDBC at the same time.
 */
@NullMarked
package dev.yore;

import org.jspecify.annotations.NullMarked;
