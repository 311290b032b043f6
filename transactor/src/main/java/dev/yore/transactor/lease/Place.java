package dev.yore.transactor.lease;

import dev.yore.storage.value.Bytes;

/**
 * Where a transactor listens, and how it is known there.
 *
 * @param fingerprint SHA-256 of the public key that it shows
 */
public record Place(String host, int port, Bytes fingerprint) {}
