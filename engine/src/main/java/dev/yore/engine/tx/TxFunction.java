package dev.yore.engine.tx;

import dev.yore.engine.db.Db;
import dev.yore.storage.value.Keyword;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function that transaction data may call as {@code [:name arg …]}. It is installed by being on
 * the class path of the transactor and named in {@code META-INF/services}.
 */
public interface TxFunction {

  /** What transaction data calls it by. */
  Keyword name();

  /**
   * The transaction data that a call stands for. Must be pure: of the same database and arguments
   * it makes the same.
   *
   * @param before the database before the transaction
   */
  List<?> apply(Db before, List<? extends @Nullable Object> arguments);
}
