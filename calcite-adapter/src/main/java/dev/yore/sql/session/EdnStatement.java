package dev.yore.sql.session;

import dev.yore.engine.tx.AppliedTx;
import dev.yore.engine.tx.RawTx;
import dev.yore.storage.datom.Run;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Transaction data in EDN, or a Datalog query. */
final class EdnStatement implements PreparedSql {
  private final LocalSession session;
  private final String edn;

  EdnStatement(LocalSession session, String edn) {
    this.session = session;
    this.edn = edn.strip().replaceFirst(";\\s*$", "");
    if (isQuery()) {
      throw YoreException.unsupported("A Datalog query as a SQL statement");
    }
  }

  private boolean isQuery() {
    String inside = edn.substring(1).stripLeading();
    return inside.startsWith(":find");
  }

  @Override
  public List<ColumnMeta> columns() {
    return List.of();
  }

  @Override
  public List<DataType> parameters() {
    return List.of();
  }

  @Override
  public boolean returnsRows() {
    return false;
  }

  /** Commits the transaction data; a single map or list stands for a list of it. */
  @Override
  public SqlResult execute(@Nullable Object[] parameters, ExecutionOptions options) {
    session.requireWritable("transaction data");
    RawTx data = RawTx.parse(edn.startsWith("{") ? "[" + edn + "]" : edn);
    AppliedTx applied = session.write(db -> data);
    int datoms = applied.events().stream().mapToInt(Run::size).sum();
    return new SqlResult.Count("TRANSACT", datoms, List.of());
  }

  @Override
  public long[] executeBatch(List<@Nullable Object[]> rows, ExecutionOptions options) {
    throw YoreException.of(ErrorCode.INVALID_STATE, "Transaction data cannot be a batch");
  }
}
