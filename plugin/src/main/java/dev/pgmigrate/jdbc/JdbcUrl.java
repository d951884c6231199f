package dev.pgmigrate.jdbc;

import dev.pgmigrate.sql.DefaultNamespace;
import dev.pgmigrate.sql.Identifier;
import dev.pgmigrate.sql.SessionSettings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * A URL of PostgreSQL's driver, which may hold passwords. It prints what is known to be none; its
 * text goes to the driver alone, and only if the driver understands it: of one that it does not, it
 * logs parts.
 */
@API(status = API.Status.EXPERIMENTAL)
public final class JdbcUrl {
  /** What every such URL begins with. */
  public static final String PREFIX = "jdbc:postgresql:";

  private static final String HOST = "(?:[\\p{L}\\p{N}_.-]*|\\[[0-9A-Fa-f:.%\\w]+])(?::\\d+)?";
  private static final Pattern HOSTS = Pattern.compile(HOST + "(?:," + HOST + ")*");
  private static final Pattern PORTS = Pattern.compile("\\d*(?:,\\d*)*");

  /** The scheme, the server, the database; signs that divide other people's URLs are encoded. */
  private static final Pattern ADDRESS =
      Pattern.compile("(jdbc:[a-z0-9]+:)(//(?:" + HOSTS.pattern() + ")/?)?([^/?&;=:@#\\s]*)");

  private static final Pattern USER_INFO = Pattern.compile("(//)[^/?]*@");

  /** A file, a word: nothing of a URL. */
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_./\\\\ -]+");

  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_.@+,/ -]*");

  /** Settings of {@code options} that every session of ours has of its own. */
  private static final Set<String> OURS =
      Stream.of(
              SessionSettings.forWriting(DefaultNamespace.USUAL).stream()
                  .map(set -> set.replaceFirst("^SET (\\w+) .*", "$1").toLowerCase(Locale.ROOT)),
              SessionSettings.timeouts().stream(),
              Stream.of("application_name", "client_encoding", "statement_timeout", "lock_timeout"))
          .flatMap(Function.identity())
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> FALSE = Set.of("", "off", "false", "no", "0", "f", "n");

  private final String text;
  private final Map<PGProperty, String> pinned;

  private JdbcUrl(String text, Map<PGProperty, String> pinned) {
    this.text = text;
    this.pinned = new EnumMap<>(PGProperty.class);
    this.pinned.putAll(pinned);
  }

  /** Any text: what is wrong with it is said by {@link #refusal}. */
  public static JdbcUrl of(String text) {
    return new JdbcUrl(text.strip(), Map.of());
  }

  /** Whether it is meant for PostgreSQL's driver. */
  public boolean postgres() {
    return text.startsWith(PREFIX);
  }

  /** The whole text with its secrets: for a program that logs in with it, never for a message. */
  public String reveal() {
    return text;
  }

  /** The same, with a parameter of ours that wins over what the URL says. */
  public JdbcUrl with(PGProperty parameter, String value) {
    JdbcUrl other = new JdbcUrl(text, pinned);
    other.pinned.put(parameter, value);
    return other;
  }

  /** The same server's other database. */
  public JdbcUrl ofDatabase(String database) {
    Matcher address = ADDRESS.matcher(address());
    if (!address.matches() || !postgres()) {
      throw new IllegalArgumentException("Not understood: " + this);
    }
    String server = address.group(2) == null ? "" : address.group(2);
    boolean open = !server.isEmpty() && !server.endsWith("/");
    String encoded = URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
    // The driver takes a database among the parameters for the later word.
    List<String> rest =
        tokens().stream()
            .filter(t -> !PGProperty.PG_DBNAME.getName().equals(translated(name(t))))
            .toList();
    return new JdbcUrl(
        address.group(1)
            + server
            + (open ? "/" : "")
            + encoded
            + (rest.isEmpty() ? "" : "?" + String.join("&", rest)),
        pinned);
  }

  /**
   * The same for sessions that write: among several hosts they look for the primary.
   *
   * @see #refusalOfWriting
   */
  public JdbcUrl forWriting() {
    Properties parsed = parsed().orElse(new Properties());
    boolean several = String.valueOf(PGProperty.PG_HOST.getOrDefault(parsed)).contains(",");
    return several ? with(PGProperty.TARGET_SERVER_TYPE, "primary") : this;
  }

  /** Why no session is opened with it, and what to do; empty when one is. */
  public Optional<String> refusal() {
    Optional<Properties> parsed = parsed();
    if (parsed.isEmpty()) {
      return Optional.of(
          "The database's URL is not one that PostgreSQL's driver understands: %s. Write it as"
                  .formatted(this)
              + " jdbc:postgresql://host:5432/database"
              + (text.contains("@")
                  ? "; user and password belong into migrate.username and migrate.password (or"
                      + " into settings.xml, see migrate.server), not before the host."
                  : "; write special characters of a value as %XX."));
    }
    String replication = PGProperty.REPLICATION.getOrDefault(parsed.get());
    if (replication != null && !FALSE.contains(replication)) {
      return Optional.of(refused("replication", "migrations cannot run in such a session"));
    }
    Optional<String> schema = currentSchema().filter(name -> !DefaultNamespace.is(name));
    if (schema.isPresent() && PGProperty.CURRENT_SCHEMA.isPresent(parsed.get())) {
      return Optional.of(
          refused(
              "currentSchema=" + schema.get(),
              "a name without a schema means %s in this run; -Dmigrate.schema=%s changes that"
                  .formatted(DefaultNamespace.name(), schema.get())));
    }
    String options = PGProperty.OPTIONS.getOrDefault(parsed.get());
    if (options != null && StartupOptions.of(options).isEmpty()) {
      return Optional.of(refused("options", "they have something other than -c name=value"));
    }
    return options().value("session_replication_role").isPresent()
        ? Optional.of(refused("session_replication_role in options", "triggers would not fire"))
        : Optional.empty();
  }

  /** The schema that its sessions look for names in first, if it says so. */
  public Optional<String> currentSchema() {
    String path =
        parsed()
            .map(PGProperty.CURRENT_SCHEMA::getOrDefault)
            .or(() -> options().value("search_path"))
            .orElse("");
    return Arrays.stream(path.split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty() && !name.matches("\"?\\$user\"?"))
        .map(
            name ->
                name.matches("\".*\"")
                    ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                    : Identifier.fold(name))
        .findFirst();
  }

  /** Why no session that writes is opened with it, and what to do; empty when one is. */
  public Optional<String> refusalOfWriting() {
    Properties parsed = parsed().orElse(new Properties());
    boolean ignored = "ignore".equals(PGProperty.READ_ONLY_MODE.getOrDefault(parsed));
    if (PGProperty.READ_ONLY.getBoolean(parsed) && !ignored) {
      return Optional.of(refused("readOnly", "this goal writes"));
    }
    for (String name : List.of("default_transaction_read_only", "transaction_read_only")) {
      if (!FALSE.contains(options().value(name).orElse(""))) {
        return Optional.of(refused(name + " in options", "this goal writes"));
      }
    }
    String target = String.valueOf(PGProperty.TARGET_SERVER_TYPE.getOrDefault(parsed));
    return target.matches("(?i)(prefer)?(secondary|slave)")
        ? Optional.of(
            refused("targetServerType=" + target, "this goal writes, which needs the primary"))
        : Optional.empty();
  }

  /** The parameters in whose place our sessions have their own, in one line; empty: none. */
  public Optional<String> overridden() {
    Properties parsed = parsed().orElse(new Properties());
    List<String> all = new ArrayList<>();
    for (UrlParameter parameter : UrlParameter.overridden()) {
      String said = parsed.getProperty(parameter.property().getName());
      if (said != null && !said.equalsIgnoreCase(parameter.value())) {
        all.add(parameter.property().getName() + " (" + parameter.why() + ")");
      }
    }
    Set<String> settings = new TreeSet<>(options().settings().keySet());
    settings.retainAll(OURS);
    if (!settings.isEmpty()) {
      all.add(
          String.join(", ", settings) + " in options (our sessions set these settings themselves)");
    }
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "These parameters of the database's URL do not apply to our sessions: "
                + String.join("; ", all)
                + ".");
  }

  /** The role that sessions begin with, if options say so. */
  public Optional<String> role() {
    return options().value("role");
  }

  /**
   * A session.
   *
   * @param defaults what holds if the URL does not say it: user, password, timeouts
   * @param application how it appears in {@code pg_stat_activity}
   * @param role whom it acts as; null: whom the URL says, else the user
   * @throws IllegalArgumentException when it is refused
   */
  public Connection open(Properties defaults, String application, @Nullable String role)
      throws SQLException {
    Properties parsed =
        parsed().orElseThrow(() -> new IllegalArgumentException("Not understood: " + this));
    StartupOptions options = options().without(OURS);
    // The session's own default, so that RESET ROLE comes back to it.
    options = role == null ? options : options.with("role", role);
    Map<PGProperty, String> ours = new EnumMap<>(PGProperty.class);
    for (UrlParameter parameter : UrlParameter.overridden()) {
      if (parameter.value() != null) {
        ours.put(parameter.property(), parameter.value());
      }
    }
    ours.put(PGProperty.APPLICATION_NAME, application);
    // A pooler may refuse the parameter: it goes out only if there is something to say.
    if (!options.settings().isEmpty() || PGProperty.OPTIONS.isPresent(parsed)) {
      ours.put(PGProperty.OPTIONS, options.text());
    }
    ours.putAll(pinned);
    Properties properties = new Properties();
    properties.putAll(defaults);
    // Not in the URL, which the driver may log.
    for (PGProperty secret : List.of(PGProperty.PASSWORD, PGProperty.SSL_PASSWORD)) {
      String said = secret.getOrDefault(parsed);
      if (said != null) {
        secret.set(properties, said);
      }
    }
    Connection connection = new Driver().connect(forDriver(ours), properties);
    if (connection == null) {
      throw new IllegalArgumentException("Not understood: " + this);
    }
    return connection;
  }

  /** Whether both name a server, by host and port, that is the same. */
  public boolean sharesServer(JdbcUrl other) {
    Optional<Properties> ours = parsed();
    Optional<Properties> theirs = other.parsed();
    return ours.isPresent()
        && theirs.isPresent()
        && !Collections.disjoint(servers(ours.get()), servers(theirs.get()));
  }

  /** Database, host, port and user in words. */
  public String describe(@Nullable String username) {
    Properties parsed = parsed().orElse(null);
    if (parsed == null) {
      return "a database whose URL PostgreSQL's driver does not understand";
    }
    String said = PGProperty.USER.getOrDefault(parsed);
    String user = said == null ? username : said;
    return "database \"%s\" at %s%s"
        .formatted(
            PGProperty.PG_DBNAME.getOrDefault(parsed),
            hosts(parsed),
            user == null || !PLAIN.matcher(user).matches() ? "" : " (user \"" + user + "\")");
  }

  /** Without secrets: what the driver does not know as a parameter, or cannot read, may be one. */
  @Override
  public String toString() {
    if (NAME.matcher(text).matches()) {
      return text;
    }
    String address = USER_INFO.matcher(address()).replaceAll("$1");
    if (!ADDRESS.matcher(address).matches()
        || tokens().stream().anyMatch(t -> t.contains("@") && property(t) == null)) {
      Matcher scheme = Pattern.compile("jdbc:[a-z0-9]+:").matcher(text);
      return (scheme.lookingAt() ? scheme.group() : "") + "***";
    }
    String parameters = tokens().stream().filter(JdbcUrl::shown).collect(Collectors.joining("&"));
    return parameters.isEmpty() ? address : address + "?" + parameters;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JdbcUrl url && url.text.equals(text) && url.pinned.equals(pinned);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  private static String refused(String parameter, String why) {
    return "The database's URL says %s, and %s. Leave it out of the URL (-Dmigrate.url names one for"
            .formatted(parameter, why)
        + " migrations alone).";
  }

  private StartupOptions options() {
    return parsed()
        .map(PGProperty.OPTIONS::getOrDefault)
        .flatMap(StartupOptions::of)
        .orElse(new StartupOptions(Map.of()));
  }

  /** What the driver makes of it, with what the service says that it names; empty: it refuses. */
  private Optional<Properties> parsed() {
    boolean safe =
        postgres()
            && ADDRESS.matcher(address()).matches()
            && !address().matches(PREFIX + "//[^/]+")
            && tokens().stream().allMatch(JdbcUrl::readable);
    return safe ? Optional.ofNullable(Driver.parseURL(text, new Properties())) : Optional.empty();
  }

  /** Of a host or port that is none, the driver logs the text. */
  private static boolean readable(String token) {
    String name = translated(name(token));
    if (name.equals(PGProperty.PG_HOST.getName())) {
      return HOSTS.matcher(value(token)).matches();
    }
    return !name.equals(PGProperty.PG_PORT.getName()) || PORTS.matcher(value(token)).matches();
  }

  private String forDriver(Map<PGProperty, String> ours) {
    Stream<String> theirs =
        tokens().stream()
            .filter(
                token -> {
                  PGProperty property = property(token);
                  return property != null
                      && property != PGProperty.PASSWORD
                      && property != PGProperty.SSL_PASSWORD
                      && !ours.containsKey(property)
                      && !overridden(property);
                });
    Stream<String> set =
        ours.entrySet().stream()
            .map(
                e ->
                    e.getKey().getName()
                        + "="
                        + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8));
    return address() + "?" + Stream.concat(theirs, set).collect(Collectors.joining("&"));
  }

  private static boolean overridden(PGProperty property) {
    UrlParameter parameter = UrlParameter.of(property);
    return parameter == null || parameter.treatment() == UrlParameter.Treatment.OVERRIDDEN;
  }

  private static boolean shown(String token) {
    PGProperty property = property(token);
    UrlParameter parameter = property == null ? null : UrlParameter.of(property);
    return parameter != null
        && parameter.shown()
        && readable(token)
        && PLAIN.matcher(value(token)).matches();
  }

  private String address() {
    int question = text.indexOf('?');
    return question < 0 ? text : text.substring(0, question);
  }

  private List<String> tokens() {
    int question = text.indexOf('?');
    return question < 0
        ? List.of()
        : Arrays.stream(text.substring(question + 1).split("&"))
            .filter(token -> !token.isEmpty())
            .toList();
  }

  private static @Nullable PGProperty property(String token) {
    return PGProperty.forName(translated(name(token)));
  }

  /** As the driver reads it: a parameter's name is written to the letter. */
  private static String name(String token) {
    int equals = token.indexOf('=');
    return equals < 0 ? token : token.substring(0, equals);
  }

  /** libpq's names for where the server is, which the driver takes, too. */
  private static String translated(String name) {
    return switch (name) {
      case "host" -> PGProperty.PG_HOST.getName();
      case "port" -> PGProperty.PG_PORT.getName();
      case "dbname" -> PGProperty.PG_DBNAME.getName();
      default -> name;
    };
  }

  private static String value(String token) {
    int equals = token.indexOf('=');
    return equals < 0 ? "" : token.substring(equals + 1);
  }

  private static String hosts(Properties parsed) {
    return String.join(", ", servers(parsed));
  }

  private static List<String> servers(Properties parsed) {
    String[] hosts = String.valueOf(PGProperty.PG_HOST.getOrDefault(parsed)).split(",", -1);
    String[] ports = String.valueOf(PGProperty.PG_PORT.getOrDefault(parsed)).split(",", -1);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < hosts.length; i++) {
      all.add(hosts[i].toLowerCase(Locale.ROOT) + ":" + (i < ports.length ? ports[i] : ports[0]));
    }
    return all;
  }
}
