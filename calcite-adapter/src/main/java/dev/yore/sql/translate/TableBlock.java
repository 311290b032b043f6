package dev.yore.sql.translate;

import dev.yore.engine.plan.Plan;
import dev.yore.engine.schema.Table;
import dev.yore.storage.value.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The rows of a table as a Datalog block: one star of the table's attributes. */
public final class TableBlock {
  /** In place of a column's number: the entity that is the row. */
  public static final int ENTITY = -1;

  private TableBlock() {}

  /**
   * @param columns numbers of the table's columns in the order of the block's rows, or {@link
   *     #ENTITY}
   * @param fields the same columns, as the block's rows have them
   */
  public static Plan.Block of(
      Table table, Plan.Source source, List<Integer> columns, List<Plan.Field> fields) {
    List<Plan.Field> variables = new ArrayList<>();
    List<Plan.Pattern> patterns = new ArrayList<>();
    List<Integer> output = new ArrayList<>();
    variables.add(new Plan.Field(table.name().name(), DataType.REF, false));
    Set<Integer> read = new TreeSet<>();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i) == ENTITY) {
        output.add(0);
        continue;
      }
      Table.Column column = table.columns().get(columns.get(i));
      output.add(variables.size());
      boolean member = column.attribute() == table.member();
      variables.add(fields.get(i));
      patterns.add(pattern(source, column.attribute(), variables.size() - 1, !member));
      read.add(column.attribute());
    }
    if (table.member() >= 0) {
      if (read.add(table.member())) {
        patterns.add(pattern(source, table.member(), -1, false));
      }
    } else {
      for (Table.Column column : table.columns()) {
        if (read.add(column.attribute())) {
          patterns.add(pattern(source, column.attribute(), -1, true));
        }
      }
    }
    return new Plan.Block(variables, patterns, List.of(), output);
  }

  private static Plan.Pattern pattern(
      Plan.Source source, int attribute, int value, boolean optional) {
    return new Plan.Pattern(source, attribute, 0, value, null, -1, optional);
  }
}
