package dev.yore.engine.explain;

import dev.yore.engine.exec.Estimate;
import dev.yore.engine.exec.OperatorProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An explanation as a JSON document, shaped as PostgreSQL's is. */
public final class ExplainJson {
  private ExplainJson() {}

  public static String text(Explanation explanation) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("Plan", node(explanation.plan(), "Outer"));
    if (!explanation.datalog().isEmpty()) {
      document.put("Datalog", explanation.datalog());
    }
    document.put("Planning Time", millis(explanation.planningNanos()));
    Explanation.Run run = explanation.run();
    if (run != null) {
      document.put("Execution Time", millis(run.nanos()));
      document.put("Rows", run.rows());
      document.put("Threads", run.threads());
      document.put("Peak Memory Bytes", run.peakBytes());
      document.put("Memory Limit Bytes", run.limitBytes());
      document.put("Spilled Bytes", run.spilledBytes());
    }
    return JsonText.of(List.of(document));
  }

  private static Map<String, Object> node(PlanNode node, String role) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("Node Type", node.type());
    fields.put("Parent Relationship", role);
    fields.put("Detail", node.detail());
    Estimate expected = node.expected();
    if (expected != null) {
      fields.put("Total Cost", thousandths(expected.cost()));
      fields.put("Plan Rows", thousandths(expected.rows()));
    }
    OperatorProfile actual = node.actual();
    if (node.repeated()) {
      fields.put("Repeated", true);
    } else if (actual != null) {
      putActual(fields, actual);
    }
    List<Object> plans = new ArrayList<>();
    node.subPlans().forEach(plan -> plans.add(node(plan, "SubPlan")));
    for (int i = 0; i < node.inputs().size(); i++) {
      plans.add(node(node.inputs().get(i), i == 0 ? "Outer" : "Inner"));
    }
    if (!plans.isEmpty()) {
      fields.put("Plans", plans);
    }
    return fields;
  }

  private static void putActual(Map<String, Object> fields, OperatorProfile actual) {
    fields.put("Actual Rows", actual.rows());
    fields.put("Actual Batches", actual.batches());
    fields.put("Actual Loops", actual.starts());
    fields.put("Actual Total Time", millis(actual.inclusiveNanos()));
    fields.put("Exclusive Time", millis(actual.exclusiveNanos()));
    fields.put("Datoms Read", actual.datoms());
    fields.put("Segments From Cache", actual.cachedSegments());
    fields.put("Segments From Store", actual.loadedSegments());
    fields.put("Segment Bytes", actual.segmentBytes());
    fields.put("Store Bytes", actual.storedBytes());
    fields.put("Peak Memory Bytes", actual.peakBytes());
    fields.put("Spilled Bytes", actual.spilledBytes());
  }

  private static double millis(long nanos) {
    return thousandths(nanos / 1e6);
  }

  private static double thousandths(double number) {
    return Math.round(number * 1000) / 1000.0;
  }
}
