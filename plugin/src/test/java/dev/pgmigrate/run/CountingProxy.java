package dev.pgmigrate.run;

import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.shadow.ShadowDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a server, and counts what is asked of it. */
public final class CountingProxy implements AutoCloseable {
  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final URI server;
  private final String text;
  private final AtomicInteger sessions = new AtomicInteger();
  private final AtomicInteger answers = new AtomicInteger();
  private final AtomicInteger texts = new AtomicInteger();

  /** Before the server of this JDBC URL. */
  public CountingProxy(String url) throws IOException {
    this(url, "\0\0");
  }

  /** The same; counts also how often a client sends this text. */
  public CountingProxy(String url, String text) throws IOException {
    this.server = URI.create(url.substring("jdbc:".length()));
    this.text = text;
    CuttingProxy.start(this::accept);
  }

  /** The way through it to a database of the server, unencrypted: it reads what is said. */
  public String through(String url) {
    return url.replaceFirst("//[^/]+/", "//127.0.0.1:" + listening.getLocalPort() + "/")
        + (url.contains("?") ? "&" : "?")
        + "sslmode=disable&gssEncMode=disable";
  }

  /** The same database through it; the caller goes on closing the one that is given. */
  public ShadowDatabase through(ShadowDatabase database) {
    return new ShadowDatabase() {
      @Override
      public Database database() {
        return Database.of(through(database.url()), null, null);
      }

      @Override
      public boolean ownsServer() {
        return database.ownsServer();
      }

      @Override
      public void close() {}
    };
  }

  /** How many sessions began since it was asked last. */
  public int sessions() {
    return sessions.getAndSet(0);
  }

  /** How often the server was ready for the next message since it was asked last. */
  public int answers() {
    return answers.getAndSet(0);
  }

  /** How often the text was sent since it was asked last. */
  public int texts() {
    return texts.getAndSet(0);
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listening.accept();
      Socket socket = new Socket(server.getHost(), server.getPort());
      sessions.incrementAndGet();
      CuttingProxy.start(() -> pump(client, socket, this::sent));
      Frames frames = new Frames();
      CuttingProxy.start(
          () -> pump(socket, client, (bytes, n) -> answers.addAndGet(frames.ready(bytes, n))));
    }
  }

  private void sent(byte[] bytes, int count) {
    String sent = new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
    for (int at = sent.indexOf(text); at >= 0; at = sent.indexOf(text, at + 1)) {
      texts.incrementAndGet();
    }
  }

  private interface Counter {
    void count(byte[] bytes, int length);
  }

  private static void pump(Socket from, Socket to, Counter counter) throws IOException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[65536];
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        counter.count(bytes, n);
        out.write(bytes, 0, n);
        out.flush();
      }
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }

  /** The server's messages: a letter, four bytes of length that count themselves, the rest. */
  private static final class Frames {
    private static final int HEAD = 5;
    private int letter;
    private int read;
    private int length;

    /** How many of these bytes' messages say that the server is ready. */
    int ready(byte[] bytes, int count) {
      int ready = 0;
      for (int i = 0; i < count; i++) {
        if (read == 0) {
          letter = bytes[i];
          length = 0;
        } else if (read < HEAD) {
          length = (length << 8) | (bytes[i] & 0xff);
        }
        read++;
        if (read >= HEAD && read == length + 1) {
          ready += letter == 'Z' ? 1 : 0;
          read = 0;
        }
      }
      return ready;
    }
  }
}
