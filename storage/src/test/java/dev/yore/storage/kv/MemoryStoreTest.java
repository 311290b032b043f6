package dev.yore.storage.kv;

class MemoryStoreTest extends KeyValueStoreContract {
  @Override
  protected KeyValueStore open() {
    return new MemoryStore();
  }
}
