package dev.yore.bench.datalog;

import java.util.List;

/**
 * Something to ask.
 *
 * @param about what it measures
 * @param texts the query with its clauses in different orders, the order a careful author would
 *     choose first; all have the same answer
 * @param inputs what {@code :in} names besides the database
 * @param compared how many of the texts Datomic is asked too; the first at least
 */
record Question(String about, List<String> texts, List<Object> inputs, int compared) {
  Question {
    texts = List.copyOf(texts);
    inputs = List.copyOf(inputs);
  }

  static Question of(String about, String... texts) {
    return new Question(about, List.of(texts), List.of(), texts.length);
  }

  Question with(Object... values) {
    return new Question(about, texts, List.of(values), compared);
  }

  /** For orders of clauses with which Datomic takes a minute or many. */
  Question comparedInGoodOrder() {
    return new Question(about, texts, inputs, 1);
  }
}
