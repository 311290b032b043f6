package dev.yore.bench.tpch;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The processor time of this process, of all of its threads. */
final class JvmCpu {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private JvmCpu() {}

  static long nanos() {
    return SYSTEM.getProcessCpuTime();
  }
}
