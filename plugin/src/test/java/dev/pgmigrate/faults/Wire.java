package dev.pgmigrate.faults;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/**
 * The way between a client and its server, which can be held at a statement: before the server gets
 * it, or after the server has answered and before the client hears of it.
 */
final class Wire implements AutoCloseable {
  /** A message that ends a transaction: COMMIT alone, or behind the journal's row. */
  static final String COMMIT = "(?:^|;)\\s*COMMIT";

  private static final int PATIENCE_SECONDS = 120;

  private final ServerSocket socket;
  private final int server;
  private final List<Hold> holds = new CopyOnWriteArrayList<>();
  private final List<Way> ways = new CopyOnWriteArrayList<>();
  private final List<String> recorded = new CopyOnWriteArrayList<>();

  private Wire(ServerSocket socket, int server) {
    this.socket = socket;
    this.server = server;
  }

  /** To the server on this port of this machine. */
  static Wire to(int server) throws IOException {
    Wire wire = new Wire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
    start("wire", wire::accept);
    return wire;
  }

  /** Where a client finds it. */
  int port() {
    return socket.getLocalPort();
  }

  /** Holds the n-th statement from now that matches, counted from 1: the server does not get it. */
  Hold before(int nth, String regex) {
    return hold(nth, regex, false);
  }

  /** Holds the answer to the n-th statement from now that matches: the server has done it. */
  Hold after(int nth, String regex) {
    return hold(nth, regex, true);
  }

  /** All statements that go through from now on. */
  List<String> record() {
    recorded.clear();
    return recorded;
  }

  private Hold hold(int nth, String regex, boolean answer) {
    Hold hold = new Hold(Pattern.compile(regex, Pattern.DOTALL), nth, answer);
    holds.add(hold);
    return hold;
  }

  /** Cuts all connections, as a network does. */
  void cut() {
    ways.forEach(Way::cut);
  }

  @Override
  public void close() throws IOException {
    socket.close();
    holds.forEach(Hold::release);
    cut();
  }

  private void accept() throws IOException {
    while (!socket.isClosed()) {
      Socket client = socket.accept();
      Way way = new Way(client, new Socket(InetAddress.getLoopbackAddress(), server));
      ways.add(way);
      start("wire-to-server", way::toServer);
      start("wire-to-client", way::toClient);
    }
  }

  private interface Task {
    void run() throws Exception;
  }

  private static void start(String name, Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (Exception ended) {
                // The connection is at its end: so is this thread.
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  /** A place where the wire is held, once. */
  static final class Hold {
    private final Pattern statement;
    private final boolean answer;
    private final AtomicInteger left;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private Hold(Pattern statement, int nth, boolean answer) {
      this.statement = statement;
      this.answer = answer;
      this.left = new AtomicInteger(nth);
    }

    /** Waits until somebody is held here. */
    void await() throws InterruptedException {
      if (!reached.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("Nobody came to " + statement);
      }
    }

    /** Waits until somebody is held here; false when the process ends before. */
    boolean await(Maven process) throws InterruptedException {
      boolean here = reached.await(1, TimeUnit.SECONDS);
      for (int i = 1; !here && process.runs() && i < PATIENCE_SECONDS; i++) {
        here = reached.await(1, TimeUnit.SECONDS);
      }
      return here || process.runs();
    }

    void release() {
      released.countDown();
    }

    private boolean catches(String sql) {
      return statement.matcher(sql).find() && left.decrementAndGet() == 0;
    }

    private void hold() throws InterruptedException {
      reached.countDown();
      released.await();
    }
  }

  /** One connection. */
  private final class Way {
    private final Socket client;
    private final Socket server;
    private final Map<String, String> prepared = new ConcurrentHashMap<>();
    private final AtomicReference<Hold> answer = new AtomicReference<>();

    Way(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void toServer() throws Exception {
      try (DataInputStream in = new DataInputStream(client.getInputStream())) {
        OutputStream out = server.getOutputStream();
        int length = in.readInt();
        out.write(ByteBuffer.allocate(4).putInt(length).array());
        out.write(in.readNBytes(length - 4));
        while (true) {
          int type = in.read();
          if (type < 0) {
            break;
          }
          byte[] payload = in.readNBytes(in.readInt() - 4);
          String statement = statement((char) type, payload);
          if (statement != null) {
            pass(statement);
          }
          out.write(message(type, payload));
        }
      } finally {
        cut();
      }
    }

    private void pass(String statement) throws InterruptedException {
      recorded.add(statement);
      for (Hold hold : holds) {
        if (hold.catches(statement)) {
          if (hold.answer) {
            answer.set(hold);
          } else {
            hold.hold();
          }
        }
      }
    }

    void toClient() throws Exception {
      try (DataInputStream in = new DataInputStream(server.getInputStream())) {
        OutputStream out = client.getOutputStream();
        while (true) {
          int type = in.read();
          if (type < 0) {
            break;
          }
          byte[] payload = in.readNBytes(in.readInt() - 4);
          Hold hold = type == 'Z' ? answer.getAndSet(null) : null;
          if (hold != null) {
            hold.hold();
          }
          out.write(message(type, payload));
        }
      } finally {
        cut();
      }
    }

    /** The text of a statement that is executed by this message, or null. */
    private String statement(char type, byte[] payload) {
      List<String> strings = strings(payload);
      switch (type) {
        case 'Q':
          return strings.get(0);
        case 'P':
          prepared.put(strings.get(0), strings.get(1));
          return null;
        case 'B':
          return prepared.get(strings.get(1));
        default:
          return null;
      }
    }

    private void cut() {
      for (Socket each : List.of(client, server)) {
        try {
          each.close();
        } catch (IOException closed) {
          // It is, then.
        }
      }
    }
  }

  /** The first two strings of a message, each ended by a zero. */
  private static List<String> strings(byte[] payload) {
    List<String> strings = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < payload.length && strings.size() < 2; i++) {
      if (payload[i] == 0) {
        strings.add(new String(payload, start, i - start, StandardCharsets.UTF_8));
        start = i + 1;
      }
    }
    return strings;
  }

  private static byte[] message(int type, byte[] payload) {
    return ByteBuffer.allocate(payload.length + 5)
        .put((byte) type)
        .putInt(payload.length + 4)
        .put(payload)
        .array();
  }
}
