package dev.yore.sql.convert;

import dev.yore.sql.validate.PseudoColumn;
import dev.yore.sql.validate.TableInfo;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.ImmutableIntList;

/**
 * Reads columns of a table, in versions chosen by a {@link TemporalSpec}.
 *
 * <p>The row type has the chosen columns only. A chosen column is a number into the table's columns
 * proper followed by its pseudo-columns.
 */
public final class YoreTableScan extends TableScan {
  private final TableInfo info;
  private final TemporalSpec temporal;
  private final ImmutableIntList columns;

  private YoreTableScan(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelOptTable table,
      TableInfo info,
      TemporalSpec temporal,
      ImmutableIntList columns) {
    super(cluster, traits, List.of(), table);
    this.info = info;
    this.temporal = temporal;
    this.columns = columns;
  }

  /** A scan of all columns, pseudo-columns included, of the rows that hold now. */
  public static YoreTableScan of(RelOptCluster cluster, RelOptTable table, TableInfo info) {
    return new YoreTableScan(
        cluster,
        cluster.traitSetOf(Convention.NONE),
        table,
        info,
        TemporalSpec.CURRENT,
        ImmutableIntList.identity(table.getRowType().getFieldCount()));
  }

  /** The table read. */
  public TableInfo info() {
    return info;
  }

  /** Which versions are read. */
  public TemporalSpec temporal() {
    return temporal;
  }

  /** Numbers of the columns read, in the order of the row type. */
  public ImmutableIntList columns() {
    return columns;
  }

  /** The names of the columns read; a name with {@link PseudoColumn} may be a pseudo-column. */
  public List<String> columnNames() {
    return getRowType().getFieldNames();
  }

  /** Whether the field at {@code index} of the row type is a pseudo-column. */
  public boolean isPseudo(int index) {
    return columns.get(index) >= info.columns().size();
  }

  /** The same scan of other versions. */
  public YoreTableScan withTemporal(TemporalSpec spec) {
    return new YoreTableScan(getCluster(), getTraitSet(), table, info, spec, columns);
  }

  @Override
  public RelDataType deriveRowType() {
    List<RelDataTypeField> fields = table.getRowType().getFieldList();
    RelDataTypeFactory.Builder row = getCluster().getTypeFactory().builder();
    for (int column : columns) {
      row.add(fields.get(column));
    }
    return row.build();
  }

  /** Reads only {@code used} fields; a scan always keeps one, the entity if nothing else. */
  @Override
  public RelNode project(ImmutableBitSet used, Set<RelDataTypeField> extra, RelBuilder builder) {
    List<Integer> kept =
        used.isEmpty()
            ? List.of(table.getRowType().getFieldNames().indexOf(PseudoColumn.ID.columnName()))
            : used.asList().stream().map(columns::get).toList();
    return new YoreTableScan(
        getCluster(), getTraitSet(), table, info, temporal, ImmutableIntList.copyOf(kept));
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new YoreTableScan(getCluster(), traits, table, info, temporal, columns);
  }

  @Override
  public double estimateRowCount(org.apache.calcite.rel.metadata.RelMetadataQuery metadata) {
    return Math.max(1, info.rowCount());
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("columns", getRowType().getFieldNames())
        .itemIf("temporal", temporal, !(temporal instanceof TemporalSpec.Current));
  }
}
