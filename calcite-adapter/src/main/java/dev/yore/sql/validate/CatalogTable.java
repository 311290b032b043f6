package dev.yore.sql.validate;

import dev.yore.sql.convert.YoreTableScan;
import dev.yore.sql.type.RelTypes;
import java.util.List;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Statistic;
import org.apache.calcite.schema.Statistics;
import org.apache.calcite.schema.TemporalTable;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;

/** A table of the catalog as Calcite sees it: its columns, then the pseudo-columns. */
public final class CatalogTable extends AbstractTable implements TranslatableTable, TemporalTable {
  private final TableInfo info;

  CatalogTable(TableInfo info) {
    this.info = info;
  }

  public TableInfo info() {
    return info;
  }

  /** Whether {@code column} of this table is left out of {@code *}. */
  boolean isPseudo(String column) {
    return !info.isView() && info.indexOf(column) < 0;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory types) {
    RelDataTypeFactory.Builder row = types.builder();
    for (ColumnInfo column : info.columns()) {
      row.add(column.name(), RelTypes.toRel(column.type(), column.nullable()));
    }
    if (!info.isView()) {
      for (PseudoColumn column : PseudoColumn.values()) {
        if (info.indexOf(column.columnName()) < 0) {
          row.add(column.columnName(), RelTypes.toRel(column.type(), false));
        }
      }
    }
    return row.build();
  }

  /** Keys are left out: they would number the table's columns, and a scan may read only some. */
  @Override
  public Statistic getStatistic() {
    return Statistics.of(info.rowCount(), List.of());
  }

  @Override
  public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
    String view = info.viewSql();
    if (view != null) {
      return context.expandView(
              table.getRowType(), view, List.of(info.schema()), table.getQualifiedName())
          .rel;
    }
    return YoreTableScan.of(context.getCluster(), table, info);
  }

  @Override
  public String getSysStartFieldName() {
    return PseudoColumn.FROM.columnName();
  }

  @Override
  public String getSysEndFieldName() {
    return PseudoColumn.TO.columnName();
  }
}
