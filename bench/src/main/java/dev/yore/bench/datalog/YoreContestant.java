package dev.yore.bench.datalog;

import dev.yore.Yore;
import dev.yore.YoreDatabase;
import dev.yore.engine.db.Db;
import java.util.Collection;
import java.util.List;

/** Yore, embedded in memory. */
final class YoreContestant implements Contestant {
  private final YoreDatabase database;

  YoreContestant(String name) {
    this.database = Yore.connect("jdbc:yore:mem:" + name);
  }

  @Override
  public String name() {
    return "Yore";
  }

  @Override
  public void transact(String edn) {
    database.transact(edn);
  }

  @Override
  public void transact(List<?> data) {
    database.transact(data);
  }

  @Override
  public void settle() {
    database.index();
  }

  @Override
  public Object db() {
    return database.db();
  }

  @Override
  public Collection<? extends List<?>> q(String query, Object db, Object... inputs) {
    return database.q(query, List.of((Db) db), inputs).rows();
  }

  @Override
  public void close() {
    database.close();
  }
}
