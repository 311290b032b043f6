package dev.yore.engine.exec;

import dev.yore.engine.db.Db;
import dev.yore.engine.index.IndexReader;
import dev.yore.engine.plan.Plan;
import dev.yore.storage.value.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A join that looks up in the indexes, batch by batch, what its input's rows ask for. */
abstract class LookupNode extends OperatorNode {
  final DbSource source;
  final Matches matches;

  /**
   * @param kind INNER, LEFT, SEMI or ANTI
   * @param columns what is looked up; for INNER and LEFT they follow the input's columns
   * @param condition over the input's columns followed by those looked up, or null
   */
  LookupNode(
      Plan.Join.Kind kind,
      Operator input,
      DbSource source,
      List<StarColumn> columns,
      @Nullable Evaluator condition) {
    super(JoinFields.of(kind, input, columns), List.of(input));
    this.source = source;
    this.matches =
        new Matches(
            kind, condition, columns.stream().map(StarColumn::type).toArray(DataType[]::new));
  }

  /**
   * Joins one batch.
   *
   * @param reader null when the source is of no moment: nothing is found then
   * @return null when no row is left
   */
  abstract @Nullable Batch lookUp(
      Batch batch, @Nullable IndexReader reader, ExecutionContext context);

  @Override
  List<Evaluator> evaluators() {
    return matches.condition() == null ? List.of() : List.of(matches.condition());
  }

  @Override
  final BatchCursor start(ExecutionContext context) {
    Db db = source.resolve(context);
    BatchCursor input = input().open(context);
    return new BatchCursor() {
      @Override
      public @Nullable Batch next() {
        for (Batch batch = input.next(); batch != null; batch = input.next()) {
          context.check();
          Batch joined = lookUp(batch, db == null ? null : db.reader(), context);
          if (joined != null) {
            return joined;
          }
        }
        return null;
      }

      @Override
      public void close() {
        input.close();
      }
    };
  }
}
