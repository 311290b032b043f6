package dev.yore.sql.convert;

import dev.yore.sql.parser.SqlText;
import dev.yore.sql.parser.Statement;
import dev.yore.sql.parser.StatementText;
import dev.yore.sql.type.Dialect;
import dev.yore.sql.validate.Catalog;
import dev.yore.sql.validate.CatalogReader;
import dev.yore.sql.validate.ValidationErrors;
import dev.yore.sql.validate.Validator;
import dev.yore.storage.error.YoreException;
import java.util.List;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCostImpl;
import org.apache.calcite.plan.RelOptTable.ViewExpander;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql2rel.RelFieldTrimmer;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.tools.RelBuilderFactory;

/** Converts validated queries to finished relational trees. */
final class Converter {
  private static final SqlToRelConverter.Config CONFIG =
      SqlToRelConverter.config()
          .withExpand(false)
          .withDecorrelationEnabled(false)
          .withTrimUnusedFields(false)
          .withInSubQueryThreshold(Integer.MAX_VALUE)
          .withRemoveSortInSubQuery(false)
          .withRelBuilderConfigTransform(c -> c.withSimplify(false));

  /** Simplifying takes {@code (5 IN (sub-query)) IS TRUE} for what is in the parentheses. */
  private static final RelBuilderFactory BUILDER =
      RelBuilder.proto(Contexts.of(RelBuilder.Config.DEFAULT.withSimplify(false)));

  private static final HepProgram NO_RULES = new HepProgramBuilder().build();

  private final Catalog catalog;
  private final CatalogReader reader;

  Converter(Catalog catalog) {
    this.catalog = catalog;
    this.reader = new CatalogReader(catalog);
  }

  CatalogReader reader() {
    return reader;
  }

  /** The tree of {@code query}, which {@code validator} has validated. */
  RelRoot convert(Validator validator, SqlNode query) {
    RelOptCluster cluster = cluster();
    RelRoot root = converter(validator, cluster).convertQuery(query, false, true);
    RelNode rel = SnapshotFolding.apply(root.project());
    rel = SubQueries.apply(rel, inner -> rewritten(cluster, inner));
    rel = rewritten(cluster, rel);
    return RelRoot.of(rel, root.validatedRowType, root.kind);
  }

  private static RelNode rewritten(RelOptCluster cluster, RelNode rel) {
    return trimmed(cluster, RewriteProgram.apply(SemiJoins.apply(rel)));
  }

  private static RelNode trimmed(RelOptCluster cluster, RelNode rel) {
    RelBuilder builder = BUILDER.create(cluster, null);
    return new RelFieldTrimmer(null, builder).trim(rel);
  }

  private static RelOptCluster cluster() {
    HepPlanner planner = new HepPlanner(NO_RULES, null, true, null, RelOptCostImpl.FACTORY);
    planner.setExecutor(NoReduction.INSTANCE);
    RelOptCluster cluster = RelOptCluster.create(planner, new RexBuilder(Dialect.TYPES));
    cluster.setMetadataQuerySupplier(Metadata::new);
    return cluster;
  }

  private SqlToRelConverter converter(Validator validator, RelOptCluster cluster) {
    return new SqlToRelConverter(
        views(cluster), validator, reader, cluster, Convertlets.INSTANCE, CONFIG);
  }

  private ViewExpander views(RelOptCluster cluster) {
    return new ViewExpander() {
      @Override
      public RelRoot expandView(
          RelDataType rowType, String sql, List<String> schemaPath, List<String> viewPath) {
        return view(cluster, sql);
      }
    };
  }

  private RelRoot view(RelOptCluster cluster, String sql) {
    if (!(SqlText.parse(StatementText.whole(sql)).statement() instanceof Statement.Query query)) {
      throw YoreException.bug("A view is a query");
    }
    Validator validator = new Validator(reader, List.of(), false);
    SqlNode validated = validate(validator, FromRewrites.apply(query.query(), null));
    RelRoot root = converter(validator, cluster).convertQuery(validated, false, true);
    return RelRoot.of(root.project(), root.kind);
  }

  /** Validates, with errors in our words. */
  SqlNode validate(Validator validator, SqlNode query) {
    try {
      return validator.validate(query);
    } catch (RuntimeException e) {
      YoreException ours = ValidationErrors.translate(e, catalog);
      throw ours == null ? e : ours;
    }
  }
}
