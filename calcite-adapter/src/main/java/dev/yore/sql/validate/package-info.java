/**
 * Names and types: statements meet the catalog.
 *
 * <p>{@link dev.yore.sql.validate.Catalog} is the port through which the front sees tables; {@link
 * dev.yore.sql.validate.CatalogReader} shows it to Calcite and {@link
 * dev.yore.sql.validate.Validator} checks statements against it. {@link
 * dev.yore.sql.validate.ValidationErrors} turns Calcite's exceptions into ours.
 */
@NullMarked
package dev.yore.sql.validate;

import org.jspecify.annotations.NullMarked;
