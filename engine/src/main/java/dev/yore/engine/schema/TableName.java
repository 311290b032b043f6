package dev.yore.engine.schema;

/** The name of a table in its schema. */
public record TableName(String schema, String name) {
  public static final String DEFAULT_SCHEMA = "public";

  @Override
  public String toString() {
    return schema.equals(DEFAULT_SCHEMA) ? name : schema + "." + name;
  }
}
