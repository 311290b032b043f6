/** Golden SQL: scripts with their results, run in many worlds that must not change them. */
package dev.yore.tck.golden;
