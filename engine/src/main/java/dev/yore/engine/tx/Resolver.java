package dev.yore.engine.tx;

import dev.yore.engine.db.Db;
import dev.yore.storage.error.YoreException;

/** Makes operations on entity ids of transaction data. */
final class Resolver {
  private Resolver() {}

  static ResolvedTx resolve(Db before, RawTx raw, long t) {
    throw YoreException.unsupported("Transaction data").with("forms", raw.forms().size());
  }
}
