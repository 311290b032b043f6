package dev.yore.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;

/**
 * What {@link ColdStartBenchmark} runs in a new process: prints how long the first row took, and
 * the processor time of the process until then.
 */
final class FirstRow {
  private FirstRow() {}

  private static long processCpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  public static void main(String[] arguments) throws Exception {
    long begin = System.nanoTime();
    try (Connection connection = DriverManager.getConnection(arguments[0]);
        PreparedStatement query = connection.prepareStatement("SELECT * FROM t WHERE id = ?")) {
      query.setLong(1, 7);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next() || row.getLong(1) != 7) {
          throw new IllegalStateException("no row");
        }
        long taken = System.nanoTime() - begin;
        System.out.println(taken + " " + processCpuNanos());
      }
    }
  }
}
