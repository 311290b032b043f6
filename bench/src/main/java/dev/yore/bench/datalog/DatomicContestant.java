package dev.yore.bench.datalog;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Future;

/** Datomic's peer with a database in memory, by its Java API, in a class loader of its own. */
final class DatomicContestant implements Contestant {
  private final ClassLoader loader;
  private final Method q;
  private final Method read;
  private final Method transact;
  private final Method db;
  private final String uri;
  private final Object connection;

  /**
   * @param classPath the jar files of the peer and of what it needs
   */
  DatomicContestant(String classPath, String name) throws Exception {
    this.loader = new URLClassLoader(urls(classPath), ClassLoader.getPlatformClassLoader());
    this.uri = "datomic:mem://" + name;
    Thread.currentThread().setContextClassLoader(loader);
    Class<?> peer = loader.loadClass("datomic.Peer");
    Class<?> type = loader.loadClass("datomic.Connection");
    this.q = peer.getMethod("q", Object.class, Object[].class);
    this.read = loader.loadClass("datomic.Util").getMethod("read", String.class);
    this.transact = type.getMethod("transact", List.class);
    this.db = type.getMethod("db");
    peer.getMethod("createDatabase", Object.class).invoke(null, uri);
    this.connection = peer.getMethod("connect", Object.class).invoke(null, uri);
  }

  private static URL[] urls(String classPath) throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String jar : classPath.split(File.pathSeparator, -1)) {
      urls.add(new File(jar).toURI().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  @Override
  public String name() {
    return "Datomic";
  }

  @Override
  public void transact(String edn) throws Exception {
    transact((List<?>) read.invoke(null, edn));
  }

  @Override
  public void transact(List<?> data) throws Exception {
    ((Future<?>) transact.invoke(connection, data)).get();
  }

  @Override
  public void settle() {}

  @Override
  public Object db() throws Exception {
    return db.invoke(connection);
  }

  @Override
  @SuppressWarnings("unchecked")
  public Collection<? extends List<?>> q(String query, Object db, Object... inputs)
      throws Exception {
    Object[] sources = new Object[inputs.length + 1];
    sources[0] = db;
    System.arraycopy(inputs, 0, sources, 1, inputs.length);
    try {
      return (Collection<? extends List<?>>) q.invoke(null, query, sources);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(query + " " + Arrays.toString(inputs), e.getCause());
    }
  }

  @Override
  public void close() {
    try {
      loader.loadClass("datomic.Peer").getMethod("deleteDatabase", Object.class).invoke(null, uri);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
