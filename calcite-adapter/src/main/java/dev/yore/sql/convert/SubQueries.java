package dev.yore.sql.convert;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;

/** Rewrites the queries inside of expressions, innermost first. */
final class SubQueries extends RelHomogeneousShuttle {
  private final UnaryOperator<RelNode> rewrite;

  private SubQueries(UnaryOperator<RelNode> rewrite) {
    this.rewrite = rewrite;
  }

  /** {@code rel} with each sub-query in it rewritten; not {@code rel} itself. */
  static RelNode apply(RelNode rel, UnaryOperator<RelNode> rewrite) {
    return rel.accept(new SubQueries(rewrite));
  }

  @Override
  public RelNode visit(RelNode other) {
    SubQueries all = this;
    return super.visit(other)
        .accept(
            new RexShuttle() {
              @Override
              public RexNode visitSubQuery(RexSubQuery subQuery) {
                RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
                return visited.clone(rewrite.apply(narrowed(visited).accept(all)));
              }
            });
  }

  /** The query, reduced to one column where only the existence of rows matters. */
  private static RelNode narrowed(RexSubQuery subQuery) {
    RelNode query = subQuery.rel;
    if (subQuery.getKind() != SqlKind.EXISTS) {
      return query;
    }
    RexNode first = query.getCluster().getRexBuilder().makeInputRef(query, 0);
    return LogicalProject.create(query, List.of(), List.of(first), List.of("row"), Set.of());
  }
}
