package dev.yore.sql.convert;

import dev.yore.storage.error.YoreException;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Snapshot;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexVisitorImpl;

/**
 * Moves each FOR SYSTEM_TIME into the scans below it.
 *
 * <p>Over a view or common table expression it holds for all tables below that have no clause of
 * their own.
 */
final class SnapshotFolding extends RelHomogeneousShuttle {
  private final TemporalSpec outer;

  private SnapshotFolding(TemporalSpec outer) {
    this.outer = outer;
  }

  static RelNode apply(RelNode rel) {
    return rel.accept(new SnapshotFolding(TemporalSpec.CURRENT));
  }

  @Override
  public RelNode visit(RelNode other) {
    if (other instanceof Snapshot snapshot) {
      TemporalSpec spec = TemporalSpec.ofPeriod(snapshot.getPeriod());
      spec.moments().forEach(SnapshotFolding::requireConstant);
      return snapshot.getInput().accept(new SnapshotFolding(spec));
    }
    return super.visit(other).accept(subQueries());
  }

  @Override
  public RelNode visit(TableScan scan) {
    boolean free = scan instanceof YoreTableScan y && y.temporal() instanceof TemporalSpec.Current;
    return free ? ((YoreTableScan) scan).withTemporal(outer) : scan;
  }

  private RexShuttle subQueries() {
    SnapshotFolding folding = this;
    return new RexShuttle() {
      @Override
      public RexNode visitSubQuery(RexSubQuery subQuery) {
        RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
        RelNode folded = visited.rel.accept(folding);
        return folded == visited.rel ? visited : visited.clone(folded);
      }
    };
  }

  private static void requireConstant(RexNode moment) {
    moment.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public Void visitInputRef(RexInputRef ref) {
            throw columnInMoment();
          }

          @Override
          public Void visitCorrelVariable(RexCorrelVariable variable) {
            throw columnInMoment();
          }
        });
  }

  private static YoreException columnInMoment() {
    return YoreException.unsupported("A column in FOR SYSTEM_TIME")
        .with("expected", "an expression of constants and parameters");
  }
}
