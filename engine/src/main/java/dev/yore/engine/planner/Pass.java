package dev.yore.engine.planner;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the planner does only to be faster. Each can be left out, which changes no answer; the
 * system property {@value #OFF} names, separated by commas, those that are.
 */
public enum Pass {
  /** Takes conditions that all branches of an OR share out of it. */
  COMMON_FACTORS,
  /** Joins with a grouped aggregate instead of asking a correlated one for each row. */
  DECORRELATION,
  /** Orders semi-joins, anti-joins and outer joins among the other joins. */
  DEPENDENT_JOINS,
  /** Lets scans leave out rows whose key a hash join will not find. */
  KEY_FILTERS,
  /** Asks only whether a star matches where its repeats would be dropped in the end. */
  EARLY_DISTINCT,
  /** Looks for no repeats among rows that keys tell apart. */
  KEYS,
  /** Tests conditions before rows are grouped, made distinct or united. */
  PUSH_DOWN,
  /** Computes once what stands in a plan several times. */
  COMMON_PLANS;

  static final String OFF = "yore.planner.off";

  /** All but those that the system property names. */
  static Set<Pass> chosen() {
    String off = System.getProperty(OFF, "");
    if (off.isEmpty()) {
      return EnumSet.allOf(Pass.class);
    }
    List<String> names = List.of(off.toUpperCase(Locale.ROOT).split(",", -1));
    EnumSet<Pass> chosen = EnumSet.noneOf(Pass.class);
    Arrays.stream(values()).filter(pass -> !names.contains(pass.name())).forEach(chosen::add);
    return chosen;
  }
}
