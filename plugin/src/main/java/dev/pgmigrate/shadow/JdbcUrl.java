package dev.pgmigrate.shadow;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Other databases and settings in a URL of PostgreSQL's driver. */
final class JdbcUrl {
  /** Everything up to the database, the database, the parameters. */
  private static final Pattern PARTS =
      Pattern.compile("(jdbc:postgresql:(?://[^/?]*/?)?)([^?]*)(\\?.*)?");

  private JdbcUrl() {}

  /** The same URL with one more parameter. */
  static String with(String url, String parameter, String value) {
    String pair = parameter + "=" + encode(value);
    return url + (url.contains("?") ? "&" : "?") + pair;
  }

  /** The same server's other database. */
  static String ofDatabase(String url, String database) {
    Matcher parts = PARTS.matcher(url);
    if (!parts.matches()) {
      throw new ShadowException("Not a URL of PostgreSQL: it has to begin with jdbc:postgresql:");
    }
    String server = parts.group(1);
    boolean open = server.contains("//") && !server.endsWith("/");
    String parameters = parts.group(3) == null ? "" : parts.group(3);
    return server + (open ? "/" : "") + encode(database) + parameters;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
