package dev.yore.engine.datalog;

import dev.yore.storage.error.SourcePosition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One definition of a rule; a rule holds where any of its definitions does.
 *
 * @param parameters the variables of its head, those that must be bound first
 * @param required how many must be bound where the rule is asked
 */
public record Rule(
    String name,
    List<String> parameters,
    int required,
    List<Clause> body,
    @Nullable SourcePosition position) {
  public Rule {
    parameters = List.copyOf(parameters);
    body = List.copyOf(body);
  }
}
