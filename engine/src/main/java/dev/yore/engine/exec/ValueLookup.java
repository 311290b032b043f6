package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.datom.IndexOrder;
import dev.yore.storage.error.YoreException;
import dev.yore.storage.value.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For each input row looks up the datoms of an attribute with the value of an expression. */
public final class ValueLookup extends OperatorNode {

  /**
   * @param kind INNER, LEFT, SEMI or ANTI
   * @param order AVET, or VAET for references
   * @param key over the input's columns, of the attribute's type; null matches nothing
   * @param columns entity, value and tx of the attribute; for INNER and LEFT they follow the
   *     input's columns
   * @param condition over the input's columns followed by those looked up, or null
   */
  public ValueLookup(
      Plan.Join.Kind kind,
      Operator input,
      Evaluator key,
      DbSource source,
      IndexOrder order,
      int attribute,
      DataType type,
      List<StarColumn> columns,
      @Nullable Evaluator condition) {
    super(JoinFields.of(kind, input, columns), List.of(input));
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    throw YoreException.unsupported("ValueLookup");
  }

  @Override
  public String describe() {
    return "ValueLookup";
  }
}
