/**
 * What {@code DatabaseMetaData} tells. {@link dev.yore.jdbc.metadata.Capabilities} and {@link
 * dev.yore.jdbc.metadata.Terms} answer what depends on nothing; the listings of schemas, tables,
 * columns and keys are made of a {@link dev.yore.sql.catalog.CatalogView} as {@link
 * dev.yore.jdbc.metadata.Listing}s, which the driver shows as result sets.
 */
@NullMarked
package dev.yore.jdbc.metadata;

import org.jspecify.annotations.NullMarked;
