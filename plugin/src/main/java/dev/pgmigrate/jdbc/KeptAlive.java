package dev.pgmigrate.jdbc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.util.Map;
import java.util.Properties;
import javax.net.SocketFactory;
import jdk.net.ExtendedSocketOptions;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Sockets that the system asks for a sign of life once a minute. That keeps a firewall from
 * forgetting them while a statement takes long, and it ends a wait within two minutes when nobody
 * is there any more; the systems' own default is two hours.
 */
public final class KeptAlive extends SocketFactory {
  private static final int IDLE_SECONDS = 60;
  private static final int INTERVAL_SECONDS = 10;
  private static final int PROBES = 6;

  /** The same on the server's side, until the transaction ends or for the session. */
  private static final String OF_SERVER =
      """
      CASE WHEN pg_catalog.version() LIKE '%%linux%%' THEN pg_catalog.num_nonnulls(
        pg_catalog.set_config('tcp_keepalives_idle', '60', %1$s),
        pg_catalog.set_config('tcp_keepalives_interval', '10', %1$s),
        pg_catalog.set_config('tcp_keepalives_count', '6', %1$s),
        pg_catalog.set_config('client_connection_check_interval', '10s', %1$s)) END""";

  /** For the driver, which makes one by its name. */
  public KeptAlive() {}

  /**
   * An expression: till the end of its transaction a server on Linux notices a client that is gone.
   */
  public static String forTransaction() {
    return OF_SERVER.formatted(true);
  }

  /** The same for the whole session, as a statement. */
  public static String forSession() {
    return "SELECT " + OF_SERVER.formatted(false);
  }

  /** Makes the driver use such sockets, where it can find this class. */
  static void in(Properties properties) {
    try {
      String name = KeptAlive.class.getName();
      if (Class.forName(name, false, Driver.class.getClassLoader()) == KeptAlive.class) {
        PGProperty.SOCKET_FACTORY.set(properties, name);
      }
    } catch (ClassNotFoundException e) {
      // The driver comes from elsewhere: the system's default then.
    }
  }

  @Override
  public Socket createSocket() throws IOException {
    Socket socket = new Socket();
    Map<SocketOption<Integer>, Integer> options =
        Map.of(
            ExtendedSocketOptions.TCP_KEEPIDLE, IDLE_SECONDS,
            ExtendedSocketOptions.TCP_KEEPINTERVAL, INTERVAL_SECONDS,
            ExtendedSocketOptions.TCP_KEEPCOUNT, PROBES);
    for (Map.Entry<SocketOption<Integer>, Integer> option : options.entrySet()) {
      if (socket.supportedOptions().contains(option.getKey())) {
        socket.setOption(option.getKey(), option.getValue());
      }
    }
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  private Socket connected(InetSocketAddress address) throws IOException {
    Socket socket = createSocket();
    socket.connect(address);
    return socket;
  }
}
