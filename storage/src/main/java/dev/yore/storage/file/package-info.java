/**
 * The key-value store in one file, {@link dev.yore.storage.file.FileStore}, on H2's MVStore.
 *
 * <p>{@code FileStore} groups the writes of many threads and survives write errors; {@code
 * StoreFile} is one opening of the file: the keys in one B-tree, large values in another, so that
 * small commits never rewrite large values; {@code ProcessLock} keeps other processes out. {@code
 * docs/decisions/0001-file-store.md} has the reasons and measurements. MVStore's types stay here.
 */
@NullMarked
package dev.yore.storage.file;

import org.jspecify.annotations.NullMarked;
