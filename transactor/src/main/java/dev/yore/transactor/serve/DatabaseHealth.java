package dev.yore.transactor.serve;

import dev.yore.storage.error.YoreException;
import org.jspecify.annotations.Nullable;

/**
 * How a database does at one transactor.
 *
 * @param leads whether it is written here now
 * @param trouble why it could not be written or stood by for, such as a storage out of reach; or
 *     null
 * @param peers how many are connected
 * @param noveltyDatoms what is not in the index trees yet
 */
public record DatabaseHealth(
    String database,
    boolean leads,
    @Nullable YoreException trouble,
    int peers,
    long noveltyDatoms,
    long noveltyBytes) {}
