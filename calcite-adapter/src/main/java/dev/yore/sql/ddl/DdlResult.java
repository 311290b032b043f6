package dev.yore.sql.ddl;

import dev.yore.engine.tx.TxOp;
import java.util.List;

/**
 * What a statement does to the schema.
 *
 * @param tag PostgreSQL's command tag
 * @param ops what changes; none when there was nothing to do
 * @param warnings what the user should know
 */
public record DdlResult(String tag, List<TxOp> ops, List<String> warnings) {
  public DdlResult {
    ops = List.copyOf(ops);
    warnings = List.copyOf(warnings);
  }

  static DdlResult of(String tag, List<TxOp> ops) {
    return new DdlResult(tag, ops, List.of());
  }

  static DdlResult nothing(String tag, String warning) {
    return new DdlResult(tag, List.of(), List.of(warning));
  }
}
