package dev.yore.engine.exec;

import dev.yore.engine.plan.Expr;
import dev.yore.storage.column.Vectors;
import dev.yore.storage.error.YoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of enclosing rows that an inner plan refers to: what its result depends on besides the
 * databases.
 *
 * @param correlation what the inner plan calls the row directly around it
 */
public record OuterValues(int correlation, List<Expr.Outer> references) {
  public OuterValues {
    references = List.copyOf(references);
  }

  /** True when the inner plan does not refer to the row directly around it. */
  public boolean independent() {
    return references.stream().noneMatch(outer -> outer.correlation() == correlation);
  }

  /** The boxed values for a row of a batch inside of a scope. */
  public List<@Nullable Object> of(Batch batch, int row, @Nullable Scope scope) {
    if (references.isEmpty()) {
      return List.of();
    }
    List<@Nullable Object> values = new ArrayList<>(references.size());
    for (Expr.Outer outer : references) {
      if (outer.correlation() == correlation) {
        values.add(Vectors.get(outer.type(), batch.columns()[outer.column()], row));
        continue;
      }
      Scope.OuterRow around = Scope.outerRow(scope, outer.correlation());
      if (around == null) {
        throw YoreException.bug("an outer column is read inside of its row's scope")
            .with("correlation", outer.correlation());
      }
      values.add(
          Vectors.get(outer.type(), around.batch().columns()[outer.column()], around.position()));
    }
    return Collections.unmodifiableList(values);
  }

  /** The scope of the inner plan for a row. */
  public Scope scope(Batch batch, int row, @Nullable Scope scope) {
    return new Scope.OuterRow(correlation, batch, row, scope);
  }
}
