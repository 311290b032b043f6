/**
 * Datalog, the query language of the engine. {@link dev.yore.engine.datalog.QueryParser} makes a
 * {@link dev.yore.engine.datalog.Query} of EDN, {@link dev.yore.engine.datalog.DatalogCompiler} a
 * {@link dev.yore.engine.plan.Plan} of that, and {@link dev.yore.engine.datalog.Datalog} is the
 * door: text, databases and inputs in, a {@link dev.yore.engine.datalog.QueryResult} out. {@link
 * dev.yore.engine.datalog.DatalogText} shows plans, also those of SQL, as Datalog.
 */
@NullMarked
package dev.yore.engine.datalog;

import org.jspecify.annotations.NullMarked;
