/**
 * The port to durable bytes: {@link dev.yore.storage.kv.KeyValueStore}, five operations on keys.
 *
 * <p>{@link dev.yore.storage.kv.MemoryStore} is the twin that keeps nothing; the store in a file is
 * {@code dev.yore.storage.file}, the one in PostgreSQL {@code dev.yore.storage.postgres}. All
 * stores pass {@code KeyValueStoreContract}.
 */
@NullMarked
package dev.yore.storage.kv;

import org.jspecify.annotations.NullMarked;
