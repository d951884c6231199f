package dev.pgmigrate.run;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a server, and cuts a connection right after the server has answered
 * what the client sent, before the client hears it; or swallows it, so that neither side hears
 * anything any more, not even that the other is gone.
 */
public final class CuttingProxy implements Closeable {
  /** The end of a transaction, and not a word in another statement. */
  static final String COMMIT = "COMMIT\0";

  private final ServerSocket listening;
  private final String host;
  private final int port;
  private final String cutAt;
  private final AtomicInteger cutsLeft;
  private final AtomicInteger refusalsLeft = new AtomicInteger();
  private final List<Socket> swallowed = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean armed;
  private volatile boolean silent;
  private volatile boolean abrupt;

  /** Cuts this often, each time the client sends a message with this text. */
  CuttingProxy(String host, int port, String cutAt, int cuts) throws IOException {
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.host = host;
    this.port = port;
    this.cutAt = cutAt;
    this.cutsLeft = new AtomicInteger(cuts);
    start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** How many cuts have not been made yet. */
  int cutsLeft() {
    return cutsLeft.get();
  }

  /** This often it answers as a server that is only just starting. */
  public void starting(int times) {
    refusalsLeft.set(times);
  }

  /** How often it will still answer so. */
  public int refusalsLeft() {
    return refusalsLeft.get();
  }

  /** From now on it cuts. */
  void arm() {
    armed = true;
  }

  /** From now on it cuts at once, while the server works, which does not hear of it. */
  void cutTheClient() {
    abrupt = true;
    swallow();
  }

  /** From now on it swallows instead of cutting. */
  void swallow() {
    silent = true;
    armed = true;
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listening.accept();
      if (refusalsLeft.get() > 0) {
        refusalsLeft.decrementAndGet();
        start(() -> refuse(client));
        continue;
      }
      Socket server = new Socket(host, port);
      boolean[] deaf = new boolean[1];
      start(() -> pump(client, server, deaf, true));
      start(() -> pump(server, client, deaf, false));
    }
  }

  private static void refuse(Socket client) throws IOException {
    try (client;
        DataInputStream in = new DataInputStream(client.getInputStream());
        DataOutputStream out = new DataOutputStream(client.getOutputStream())) {
      in.skipNBytes(in.readInt() - 4L);
      byte[] fields =
          "SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0"
              .getBytes(StandardCharsets.UTF_8);
      out.write('E');
      out.writeInt(4 + fields.length);
      out.write(fields);
      out.flush();
    }
  }

  private void pump(Socket from, Socket to, boolean[] deaf, boolean toServer) throws IOException {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[65536];
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        String text = new String(bytes, 0, n, StandardCharsets.ISO_8859_1);
        if (toServer && silent && deaf[0]) {
          continue;
        }
        if (toServer && armed && text.contains(cutAt) && cutsLeft.get() > 0) {
          cutsLeft.decrementAndGet();
          deaf[0] = true;
        }
        if (!toServer && deaf[0]) {
          if (!silent) {
            return;
          }
          continue;
        }
        out.write(bytes, 0, n);
        out.flush();
        if (toServer && abrupt && deaf[0]) {
          from.close();
        }
      }
    } finally {
      if (silent && deaf[0]) {
        swallowed.addAll(List.of(from, to));
      } else {
        from.close();
        to.close();
      }
    }
  }

  /** Moves bytes until a connection ends. */
  interface Work {
    void run() throws IOException;
  }

  /** In a thread of its own. */
  static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // One of the two has closed its connection, or it was cut.
              }
            },
            "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : List.copyOf(swallowed)) {
      socket.close();
    }
  }
}
