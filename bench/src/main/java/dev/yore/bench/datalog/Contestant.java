package dev.yore.bench.datalog;

import java.util.Collection;
import java.util.List;

/** A database that understands transaction data and Datalog. */
interface Contestant extends AutoCloseable {
  String name();

  /** Commits transaction data in EDN. */
  void transact(String edn) throws Exception;

  /** Commits maps whose keys are keywords written as strings. */
  void transact(List<?> data) throws Exception;

  /** Ends the writing: whatever is prepared for reads is ready when it returns. */
  void settle() throws Exception;

  /** The database as it is now, a value. */
  Object db() throws Exception;

  /** Rows found in a database value. */
  Collection<? extends List<?>> q(String query, Object db, Object... inputs) throws Exception;

  @Override
  void close();
}
