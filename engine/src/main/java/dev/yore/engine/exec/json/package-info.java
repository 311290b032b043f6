/**
 * JSON as the SQL standard has it: texts as trees ({@link dev.yore.engine.exec.json.Json}), and the
 * path language that looks into them ({@link dev.yore.engine.exec.json.JsonPath}). Nothing here is
 * loaded before a query uses a function of JSON.
 */
@org.jspecify.annotations.NullMarked
package dev.yore.engine.exec.json;
