package dev.yore.sql.convert;

import com.google.common.collect.ImmutableList;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.metadata.BuiltInMetadata;
import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rel.metadata.MetadataHandler;
import org.apache.calcite.rel.metadata.MetadataHandlerProvider;
import org.apache.calcite.rel.metadata.ProxyingMetadataHandlerProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.jspecify.annotations.Nullable;

/**
 * What Calcite may ask about relational trees, loaded kind by kind when it is asked.
 *
 * <p>Every tree asks for a metadata query, few ask it anything. Calcite's own loads all kinds at
 * once, which takes longer than planning a first statement otherwise does, or compiles Java at run
 * time.
 */
final class Metadata extends RelMetadataQuery {

  private static final Class<?>[] KINDS = {
    BuiltInMetadata.AllPredicates.Handler.class,
    BuiltInMetadata.Collation.Handler.class,
    BuiltInMetadata.ColumnOrigin.Handler.class,
    BuiltInMetadata.ColumnUniqueness.Handler.class,
    BuiltInMetadata.CumulativeCost.Handler.class,
    BuiltInMetadata.DistinctRowCount.Handler.class,
    BuiltInMetadata.Distribution.Handler.class,
    BuiltInMetadata.ExplainVisibility.Handler.class,
    BuiltInMetadata.ExpressionLineage.Handler.class,
    BuiltInMetadata.FunctionalDependency.Handler.class,
    BuiltInMetadata.InputFieldsUsed.Handler.class,
    BuiltInMetadata.LowerBoundCost.Handler.class,
    BuiltInMetadata.MaxRowCount.Handler.class,
    BuiltInMetadata.Measure.Handler.class,
    BuiltInMetadata.Memory.Handler.class,
    BuiltInMetadata.MinRowCount.Handler.class,
    BuiltInMetadata.NodeTypes.Handler.class,
    BuiltInMetadata.NonCumulativeCost.Handler.class,
    BuiltInMetadata.Parallelism.Handler.class,
    BuiltInMetadata.PercentageOriginalRows.Handler.class,
    BuiltInMetadata.PopulationSize.Handler.class,
    BuiltInMetadata.Predicates.Handler.class,
    BuiltInMetadata.RowCount.Handler.class,
    BuiltInMetadata.Selectivity.Handler.class,
    BuiltInMetadata.Size.Handler.class,
    BuiltInMetadata.TableReferences.Handler.class,
    BuiltInMetadata.UniqueKeys.Handler.class
  };

  Metadata() {
    super(Handlers.INSTANCE);
  }

  /** How rows are sorted; a scan gives them in no order, which is known without Calcite's rules. */
  @Override
  public @Nullable ImmutableList<RelCollation> collations(RelNode rel) {
    return isUnordered(rel) ? ImmutableList.of() : super.collations(rel);
  }

  private static boolean isUnordered(RelNode rel) {
    RelNode node = rel;
    while (node instanceof Filter || node instanceof Project) {
      node = node.getInput(0);
    }
    return node instanceof YoreTableScan;
  }

  /** Calcite's handlers, each made when it is first called. */
  private static final class Handlers implements MetadataHandlerProvider {
    static final Handlers INSTANCE = new Handlers();

    /** In place of every handler that is not made yet: asks for it when it is called. */
    private final Object unmade =
        Proxy.newProxyInstance(
            Metadata.class.getClassLoader(),
            KINDS,
            (proxy, method, arguments) -> {
              throw new NoHandler(RelNode.class);
            });

    private final Map<Class<?>, MetadataHandler<?>> made = new ConcurrentHashMap<>();

    @Override
    public <H extends MetadataHandler<?>> H handler(Class<H> kind) {
      MetadataHandler<?> known = made.get(kind);
      return kind.cast(known == null ? unmade : known);
    }

    @Override
    public <H extends MetadataHandler<?>> H revise(Class<H> kind) {
      return kind.cast(made.computeIfAbsent(kind, unused -> All.PROVIDER.handler(kind)));
    }
  }

  /** Calcite's metadata called by reflection. */
  private static final class All {
    static final MetadataHandlerProvider PROVIDER =
        new ProxyingMetadataHandlerProvider(DefaultRelMetadataProvider.INSTANCE);
  }
}
