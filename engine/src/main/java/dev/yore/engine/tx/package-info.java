/**
 * Transactions as pure functions of a database value, in stages that are types:
 *
 * <pre>
 * RawTx       forms as they were written: maps, lists, tempids, lookup refs
 *   Resolver  expands forms, finds entities, converts values
 * ResolvedTx  operations on entity ids; what SQL makes directly
 *   Validator nets out what changes, checks every rule
 * ValidTx     the datoms of the transaction and the schema after it
 *   apply     indexes, schema and identifiers after it
 * AppliedTx   the database after, the datoms, the ids that were given
 * </pre>
 *
 * {@link dev.yore.engine.tx.Transactions} goes through them all. Nothing here keeps state or
 * touches storage; a refused transaction leaves nothing.
 */
@NullMarked
package dev.yore.engine.tx;

import org.jspecify.annotations.NullMarked;
