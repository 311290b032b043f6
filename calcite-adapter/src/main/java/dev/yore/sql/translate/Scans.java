package dev.yore.sql.translate;

import dev.yore.engine.plan.Expr;
import dev.yore.engine.plan.Plan;
import dev.yore.engine.schema.Table;
import dev.yore.sql.catalog.SystemTable;
import dev.yore.sql.convert.TemporalSpec;
import dev.yore.sql.convert.YoreTableScan;
import dev.yore.sql.validate.PseudoColumn;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import dev.yore.storage.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/** Tables as Datalog blocks: one star of the table's attributes. */
public final class Scans {
  private final Set<Integer> momentParameters = new TreeSet<>();

  /** Parameters that stand for a moment: they are bound as a t. */
  public Set<Integer> momentParameters() {
    return momentParameters;
  }

  public Plan plan(TableScan node) {
    if (!(node instanceof YoreTableScan scan)) {
      throw YoreException.bug("A table is read by a scan of ours");
    }
    List<Plan.Field> fields = DataTypes.fields(scan.getRowType());
    return switch (scan.info().handle()) {
      case Table table -> block(table, scan, fields);
      case SystemTable system -> systemTable(system, scan, fields);
      default -> throw YoreException.bug("A table has a handle of the catalog");
    };
  }

  private static Plan systemTable(SystemTable system, YoreTableScan scan, List<Plan.Field> fields) {
    if (!(scan.temporal() instanceof TemporalSpec.Current)) {
      throw YoreException.unsupported("FOR SYSTEM_TIME on a system table");
    }
    List<Expr> columns = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      if (scan.isPseudo(i)) {
        columns.add(new Expr.Literal(null, fields.get(i).type()));
      } else {
        columns.add(new Expr.Column(scan.columns().get(i), fields.get(i).type()));
      }
    }
    return new Plan.Project(system.plan(), columns, fields);
  }

  private Plan block(Table table, YoreTableScan scan, List<Plan.Field> fields) {
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      if (scan.isPseudo(i)) {
        requireId(scan, i);
        columns.add(TableBlock.ENTITY);
      } else {
        columns.add(scan.columns().get(i));
      }
    }
    return TableBlock.of(table, source(scan.temporal()), columns, fields);
  }

  private static void requireId(YoreTableScan scan, int field) {
    String name = scan.columnNames().get(field);
    if (!name.equals(PseudoColumn.ID.columnName())) {
      throw YoreException.of(ErrorCode.UNSUPPORTED, "This pseudo-column is not supported yet")
          .with("column", name)
          .with("supported", PseudoColumn.ID.columnName());
    }
  }

  private Plan.Source source(TemporalSpec spec) {
    return switch (spec) {
      case TemporalSpec.Current ignored -> Plan.Source.GIVEN;
      case TemporalSpec.AsOf asOf -> new Plan.Source(0, moment(asOf.moment()));
      case TemporalSpec.FromTo ignored -> throw unsupported("FROM … TO");
      case TemporalSpec.Between ignored -> throw unsupported("BETWEEN … AND");
      case TemporalSpec.ContainedIn ignored -> throw unsupported("CONTAINED IN");
      case TemporalSpec.All ignored -> throw unsupported("ALL");
    };
  }

  private static YoreException unsupported(String form) {
    return YoreException.of(
            ErrorCode.UNSUPPORTED, "This form of FOR SYSTEM_TIME is not supported yet; AS OF is")
        .with("form", form);
  }

  private Expr moment(RexNode node) {
    if (node instanceof RexDynamicParam parameter
        && parameter.getType().getSqlTypeName() == SqlTypeName.ANY) {
      momentParameters.add(parameter.getIndex());
      return new Expr.Parameter(parameter.getIndex(), DataType.LONG);
    }
    RexToExpr expressions =
        new RexToExpr(
            new org.apache.calcite.rex.RexBuilder(
                new org.apache.calcite.sql.type.SqlTypeFactoryImpl(
                    org.apache.calcite.rel.type.RelDataTypeSystem.DEFAULT)),
            rel -> {
              throw YoreException.unsupported("A sub-query as the moment of FOR SYSTEM_TIME");
            },
            -1);
    return asMoment(expressions.translate(node));
  }

  /** Text is read as a timestamp: with its zone, or in the session's. */
  static Expr asMoment(Expr expr) {
    if (expr.type().valueType() == ValueType.STRING) {
      return new Expr.Cast(expr, DataType.INSTANT);
    }
    return switch (expr.type().valueType()) {
      case LONG -> new Expr.Cast(expr, DataType.LONG);
      case DECIMAL -> new Expr.Cast(expr, DataType.LONG);
      default -> expr;
    };
  }
}
