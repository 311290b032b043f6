package dev.yore.tck.simulation;

import dev.yore.engine.db.Db;
import dev.yore.engine.submit.Submission;
import dev.yore.engine.tx.AppliedTx;
import dev.yore.engine.tx.NetEffect;
import dev.yore.engine.tx.RawTx;
import dev.yore.engine.tx.Transactions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Something that a client does, as a commit and in the model. */
sealed interface Action {

  /** The commit as somebody asks for it who sees a database. */
  Submission on(Db db, long micros);

  /** What it means: done to the model. */
  void to(State state);

  static Action drawn(Random random, long number) {
    return switch (random.nextInt(6)) {
      case 0, 1 -> Transfer.drawn(random);
      case 2 -> new Rotate(random.nextInt(State.NODES));
      case 3 -> new Append(random.nextInt(State.LISTS), number, random.nextBoolean());
      case 4 -> new Append(random.nextInt(State.LISTS), number, random.nextBoolean());
      default -> new Count("c" + random.nextInt(State.COUNTERS), number);
    };
  }

  /** Moves money: reads two balances and writes them anew, as statements of SQL do. */
  record Transfer(long from, long to, long amount) implements Action {
    static Transfer drawn(Random random) {
      int from = random.nextInt(State.ACCOUNTS);
      int to = (from + random.nextInt(1, State.ACCOUNTS)) % State.ACCOUNTS;
      return new Transfer(from, to, random.nextInt(1, 20));
    }

    @Override
    public Submission on(Db db, long micros) {
      State seen = State.of(db);
      to(seen);
      RawTx data = RawTx.parse("[" + balance(seen, from) + balance(seen, to) + "]");
      return effect(db, data, micros, Set.of(State.attribute(db, "account/balance").id()));
    }

    private static String balance(State state, long account) {
      return "[:db/add [:account/number %d] :account/balance %d]"
          .formatted(account, state.balances().get(account));
    }

    @Override
    public void to(State state) {
      state.balances().merge(from, -amount, Long::sum);
      state.balances().merge(to, amount, Long::sum);
    }
  }

  /** Has a node change places with the one behind it, by compare-and-set. */
  record Rotate(long node) implements Action {
    @Override
    public Submission on(Db db, long micros) {
      State seen = State.of(db);
      long second = seen.next(node);
      long third = seen.next(second);
      long fourth = seen.next(third);
      return new Submission.Data(
          RawTx.parse(
              "[%s %s %s]"
                  .formatted(
                      link(node, second, third),
                      link(second, third, fourth),
                      link(third, fourth, second))));
    }

    private static String link(long of, long before, long after) {
      return "[:db/cas [:node/number %d] :node/next [:node/number %d] [:node/number %d]]"
          .formatted(of, before, after);
    }

    @Override
    public void to(State state) {
      long second = state.next(node);
      long third = state.next(second);
      long fourth = state.next(third);
      state.ring().put(node, third);
      state.ring().put(second, fourth);
      state.ring().put(third, second);
    }
  }

  /**
   * Puts a value behind a list, under a key that nobody else may have.
   *
   * @param decidedHere whether the writer gets the effect, as of SQL, or the transaction data
   */
  record Append(int list, long value, boolean decidedHere) implements Action {
    @Override
    public Submission on(Db db, long micros) {
      String key = list + ":" + State.of(db).lengthOf(list);
      RawTx data = RawTx.parse("[{:item/key \"%s\" :item/value %d}]".formatted(key, value));
      return decidedHere ? effect(db, data, micros, Set.of()) : new Submission.Data(data);
    }

    @Override
    public void to(State state) {
      state.items().put(list + ":" + state.lengthOf(list), value);
    }
  }

  /** Sets a counter, and makes it when it is not there. */
  record Count(String name, long value) implements Action {
    @Override
    public Submission on(Db db, long micros) {
      return new Submission.Data(
          RawTx.parse("[{:counter/name \"%s\" :counter/value %d}]".formatted(name, value)));
    }

    @Override
    public void to(State state) {
      state.counters().put(name, value);
    }
  }

  private static Submission effect(Db db, RawTx data, long micros, Set<Integer> read) {
    AppliedTx applied = Transactions.decide(db, data, micros);
    return new Submission.Effect(
        db.basisT(), read, NetEffect.of(List.of(applied.report())), Map.of());
  }
}
