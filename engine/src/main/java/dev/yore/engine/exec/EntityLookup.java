package dev.yore.engine.exec;

import dev.yore.engine.plan.Plan;
import dev.yore.storage.error.YoreException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For each input row looks up columns of the entity that one of its columns names. */
public final class EntityLookup extends OperatorNode {

  /**
   * @param kind INNER, LEFT, SEMI or ANTI; a row whose entity has no such star does not match
   * @param entityColumn the input column with the entity; null matches nothing
   * @param columns what to look up; for INNER and LEFT they follow the input's columns
   * @param condition over the input's columns followed by those looked up, or null
   */
  public EntityLookup(
      Plan.Join.Kind kind,
      Operator input,
      int entityColumn,
      DbSource source,
      List<StarColumn> columns,
      @Nullable Evaluator condition) {
    super(JoinFields.of(kind, input, columns), List.of(input));
  }

  @Override
  BatchCursor start(ExecutionContext context) {
    throw YoreException.unsupported("EntityLookup");
  }

  @Override
  public String describe() {
    return "EntityLookup";
  }
}
