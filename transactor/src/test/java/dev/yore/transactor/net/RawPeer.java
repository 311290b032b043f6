package dev.yore.transactor.net;

import dev.yore.engine.protocol.Message;
import dev.yore.engine.protocol.MessageCodec;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** A peer that may send anything: the Java platform's own TLS, blocking, with a time limit. */
final class RawPeer implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 5_000;

  /** Kept, so that a further handshake is a short one. */
  private static final Map<Fingerprint, SSLContext> CONTEXTS = new ConcurrentHashMap<>();

  private final Socket socket;
  private final DataInputStream in;

  private RawPeer(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
  }

  static Socket tcp(InetSocketAddress address) throws IOException {
    Socket socket = new Socket(address.getAddress(), address.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    return socket;
  }

  static RawPeer tls(PeerServer server, Fingerprint trusted) throws IOException {
    Socket plain = tcp(server.address());
    SSLSocket secured =
        (SSLSocket)
            CONTEXTS
                .computeIfAbsent(trusted, RawPeer::context)
                .getSocketFactory()
                .createSocket(plain, "transactor", server.address().getPort(), true);
    secured.startHandshake();
    return new RawPeer(secured);
  }

  private static SSLContext context(Fingerprint trusted) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new OneKey(trusted)}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  RawPeer send(Message message) throws IOException {
    return send(MessageCodec.encode(message));
  }

  RawPeer send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** Sends the last that this peer has to say. */
  RawPeer sendAll(byte[] bytes) throws IOException {
    send(bytes);
    socket.shutdownOutput();
    return this;
  }

  /** The next message, or null at the end of the connection. */
  Message.@Nullable FromTransactor next() throws IOException {
    byte[] length = new byte[MessageCodec.LENGTH_BYTES];
    try {
      in.readFully(length);
      byte[] frame = new byte[length.length + ByteBuffer.wrap(length).getInt()];
      System.arraycopy(length, 0, frame, 0, length.length);
      in.readFully(frame, length.length, frame.length - length.length);
      return MessageCodec.fromTransactor(frame);
    } catch (EOFException | SocketException | SSLException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
