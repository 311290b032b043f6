package dev.yore.bench.datalog;

import dev.yore.bench.Benchmark;
import dev.yore.bench.Measured;
import dev.yore.bench.Report;
import dev.yore.bench.SideBySide;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Datalog in Yore beside Datomic's peer, both in memory: the same entities, the same queries, the
 * answers compared; and each query again with its clauses in the worst order.
 */
public final class DatalogBenchmark implements Benchmark {
  private static final String CLASS_PATH = System.getProperty("yore.bench.datomic", "");

  @Override
  public String about() {
    return "Datalog beside Datomic's peer in memory: "
        + People.COUNT
        + " people, a tree of "
        + Tree.NODES
        + " nodes, TPC-H entities at scale "
        + Orders.SCALE;
  }

  @Override
  public void run(Report report) throws Exception {
    if (CLASS_PATH.isEmpty()) {
      throw new IllegalStateException(
          "Start this by ./yore bench datalog, which finds the class path of Datomic's peer");
    }
    String datomic = Files.readString(Path.of(CLASS_PATH)).strip();
    compare(report, "people", datomic, People::fill, People.QUESTIONS);
    compare(report, "tree", datomic, Tree::fill, Tree.QUESTIONS);
    try (Contestant ours = new YoreContestant("orders");
        Contestant theirs = new DatomicContestant(datomic, "orders")) {
      report.progress("filling orders");
      fill(report, ours, Orders::fill);
      fill(report, theirs, Orders::fill);
      Object ourPast = ours.db();
      Object theirPast = theirs.db();
      ask(report, "TPC-H", Orders.QUESTIONS, ours, ourPast, theirs, theirPast);
      report.progress("changing a quarter of the orders");
      Orders.change(ours);
      Orders.change(theirs);
      Object ourBasis = asOf(ours.db(), ourPast);
      Object theirBasis = asOf(theirs.db(), theirPast);
      ask(
          report,
          "TPC-H as of before a quarter of the orders changed",
          Orders.QUESTIONS.stream().map(Question::comparedInGoodOrder).toList(),
          ours,
          ourBasis,
          theirs,
          theirBasis);
    }
  }

  /** A later value of a database, seen as of an earlier one's moment. */
  private static Object asOf(Object later, Object earlier) throws Exception {
    Class<?> type = earlier.getClass();
    if (earlier instanceof dev.yore.engine.db.Db db) {
      return ((dev.yore.engine.db.Db) later).asOf(db.basisT());
    }
    Object t = type.getMethod("basisT").invoke(earlier);
    return type.getMethod("asOf", Object.class).invoke(later, t);
  }

  private interface Fill {
    void into(Contestant contestant) throws Exception;
  }

  private static void fill(Report report, Contestant contestant, Fill fill) throws Exception {
    long begin = System.nanoTime();
    fill.into(contestant);
    report.note(contestant.name() + " was filled in " + Report.time(System.nanoTime() - begin));
  }

  private static void compare(
      Report report, String name, String datomic, Fill fill, List<Question> questions)
      throws Exception {
    try (Contestant ours = new YoreContestant(name);
        Contestant theirs = new DatomicContestant(datomic, name)) {
      report.progress("filling " + name);
      fill(report, ours, fill);
      fill(report, theirs, fill);
      ask(report, name, questions, ours, ours.db(), theirs, theirs.db());
    }
  }

  private static void ask(
      Report report,
      String title,
      List<Question> questions,
      Contestant ours,
      Object ourDb,
      Contestant theirs,
      Object theirDb)
      throws Exception {
    report.title(title);
    report.row(
        "question", "order", "rows", "Yore", "Datomic", "ratio", "Yore, CPU", "to first order");
    report.row("---", "---", "---:", "---:", "---:", "---:", "---:", "---:");
    for (Question question : questions) {
      Object[] inputs = question.inputs().toArray();
      List<String> expected = sorted(ours.q(question.texts().getFirst(), ourDb, inputs));
      double first = 0;
      for (int i = 0; i < question.texts().size(); i++) {
        String text = question.texts().get(i);
        check(question, text, expected, ours.q(text, ourDb, inputs));
        SideBySide sides = new SideBySide("query").briefly(5, 1_200);
        sides.side(ours.name(), () -> ours.q(text, ourDb, inputs).size() < 0 ? 0 : 1);
        String missing = "not asked";
        if (i < question.compared()) {
          missing = failure(theirs, theirDb, question, text, expected);
          if (missing.isEmpty()) {
            sides.side(theirs.name(), () -> theirs.q(text, theirDb, inputs).size() < 0 ? 0 : 1);
          }
        }
        List<Measured> measured = sides.measure();
        Measured our = measured.getFirst();
        boolean compared = measured.size() > 1;
        first = i == 0 ? our.cpuNanos() : first;
        report.row(
            question.about(),
            i == 0 ? "good" : "bad",
            String.valueOf(expected.size()),
            Report.time(our.nanos()),
            compared ? Report.time(measured.get(1).nanos()) : missing,
            compared ? Report.format("%.0f", measured.get(1).nanos() / our.nanos()) : "",
            Report.time(our.cpuNanos()),
            i == 0 ? "" : Report.format("%.2f", our.cpuNanos() / first));
      }
    }
  }

  /** Asks once: empty when the answer is right, else what went wrong in place of it. */
  private static String failure(
      Contestant contestant, Object db, Question question, String text, List<String> expected) {
    Collection<? extends List<?>> found;
    try {
      found = contestant.q(text, db, question.inputs().toArray());
    } catch (Exception e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return "fails: " + cause.getClass().getSimpleName();
    }
    check(question, text, expected, found);
    return "";
  }

  private static void check(
      Question question, String text, List<String> expected, Collection<? extends List<?>> found) {
    List<String> rows = sorted(found);
    if (!rows.equals(expected)) {
      throw new IllegalStateException(
          Report.format(
              "%s: %d rows were expected, %d found, and they differ%n%s",
              question.about(), expected.size(), rows.size(), text));
    }
  }

  private static List<String> sorted(Collection<? extends List<?>> rows) {
    List<String> texts = new ArrayList<>();
    for (List<?> row : rows) {
      texts.add(row.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }
    texts.sort(null);
    return texts;
  }
}
