package dev.yore.transactor.net;

import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** TLS 1.3 between a server and peers that trust exactly its key. */
public final class Tls {
  private static final String[] PROTOCOLS = {"TLSv1.3"};

  /** Sessions a server remembers; every connection is a new one anyway. */
  private static final int SESSIONS_MAX = 16;

  private final SSLContext context;
  private final boolean client;

  private Tls(SSLContext context, boolean client) {
    this.context = context;
    this.client = client;
  }

  /** The side that shows a key. */
  public static Tls server(ServerKey key) {
    try {
      char[] noPassword = {};
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, noPassword);
      store.setKeyEntry(
          "transactor", key.privateKey(), noPassword, new X509Certificate[] {key.certificate()});
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, noPassword);
      SSLContext context = context(keys.getKeyManagers(), null);
      context.getServerSessionContext().setSessionCacheSize(SESSIONS_MAX);
      return new Tls(context, false);
    } catch (GeneralSecurityException | IOException e) {
      throw unavailable(e);
    }
  }

  /** The side that trusts a key, whatever the name of the host and the rest of the certificate. */
  public static Tls client(Fingerprint trusted) {
    try {
      return new Tls(context(null, new TrustManager[] {new OneKey(trusted)}), true);
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
  }

  private static SSLContext context(KeyManager @Nullable [] keys, TrustManager @Nullable [] trusted)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trusted, null);
    return context;
  }

  private static YoreException unavailable(Exception cause) {
    return YoreException.of(
            ErrorCode.CANNOT_CONNECT, "The Java platform has no TLS 1.3; use one that has")
        .causedBy(cause);
  }

  /** The engine of one connection. */
  public SSLEngine engine() {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(client);
    engine.setEnabledProtocols(PROTOCOLS);
    return engine;
  }
}
