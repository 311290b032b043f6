package dev.yore.storage.cache;

/**
 * What a cache has done so far.
 *
 * @param hits reads that found the segment decoded
 * @param misses reads that had to load it
 * @param bytesLoaded decoded bytes of all loads
 * @param bytesHeld decoded bytes held now
 */
public record CacheStatistics(long hits, long misses, long bytesLoaded, long bytesHeld) {}
