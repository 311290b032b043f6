package dev.yore.engine.submit;

import dev.yore.engine.db.Db;
import dev.yore.engine.schema.Bootstrap;
import dev.yore.engine.tx.AppliedTx;
import dev.yore.engine.tx.NetEffect;
import dev.yore.engine.tx.RawTx;
import dev.yore.engine.tx.ResolvedTx;
import dev.yore.engine.tx.Transactions;
import dev.yore.engine.tx.TxOp;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.datom.KeyPrefix;
import dev.yore.storage.datom.KeyRange;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What somebody asks the writer to commit, as data. */
public sealed interface Submission {

  /**
   * What it leads to; refuses by a {@link YoreException} when a rule is broken.
   *
   * @param now the database as the writer has it
   * @param micros the time of the commit in microseconds
   */
  AppliedTx decide(Db now, long micros);

  /** Transaction data, which is resolved on the database as the writer has it. */
  record Data(RawTx forms) implements Submission {
    @Override
    public AppliedTx decide(Db now, long micros) {
      return Transactions.decide(now, forms, micros);
    }
  }

  /**
   * What statements came to that ran on an earlier database. It is refused when another transaction
   * has since changed an attribute that they read or wrote.
   *
   * @param basisT the last transaction of the database that they began with
   * @param touched the attributes that they read or wrote
   * @param net what they did
   * @param about texts by attribute that the commit says of itself if it does anything
   */
  record Effect(long basisT, Set<Integer> touched, NetEffect net, Map<Integer, String> about)
      implements Submission {
    private static final Set<Integer> OF_COMMITS =
        Set.of(
            Bootstrap.TX_INSTANT,
            Bootstrap.TX_APPLICATION,
            Bootstrap.TX_CLIENT_USER,
            Bootstrap.TX_CLIENT_HOST);

    public Effect {
      touched = Set.copyOf(touched);
      about = Map.copyOf(about);
    }

    @Override
    public AppliedTx decide(Db now, long micros) {
      if (now.basisT() != basisT) {
        requireUntouched(now);
      }
      ResolvedTx tx = net.on(now);
      return Transactions.decide(now, tx.ops().isEmpty() ? tx : tx.with(aboutThis()), micros);
    }

    private List<TxOp> aboutThis() {
      List<TxOp> ops = new ArrayList<>();
      about.forEach((attribute, text) -> ops.add(new TxOp.Add(TxOp.THIS_TX, attribute, text)));
      return ops;
    }

    private void requireUntouched(Db now) {
      Db meanwhile = now.since(basisT).history();
      for (int attribute : touched) {
        // Each commit says something about itself, which is in nobody's way.
        if (now.schema().attribute(attribute) != null && !OF_COMMITS.contains(attribute)) {
          KeyRange range = KeyRange.of(KeyPrefix.attribute(IndexOrder.AEVT, attribute));
          if (meanwhile.reader().scan(range).next() != null) {
            throw YoreException.of(
                    ErrorCode.SERIALIZATION_FAILURE,
                    "Another transaction changed what this one read or wrote; try again")
                .with("attribute", now.schema().require(attribute).ident());
          }
        }
      }
    }
  }
}
