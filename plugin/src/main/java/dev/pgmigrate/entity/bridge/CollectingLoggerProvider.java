package dev.pgmigrate.entity.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.logging.LoggerProvider;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what Hibernate warns about, and drops the rest. Without it JBoss Logging would initialise
 * whatever logging the project has: it would print, and Log4j would keep the class loader for ever.
 */
public final class CollectingLoggerProvider implements LoggerProvider {
  private static final List<String> WARNINGS = new ArrayList<>();

  /** What was logged at WARN and above so far. */
  static synchronized List<String> warnings() {
    return List.copyOf(WARNINGS);
  }

  private static synchronized void add(String message) {
    WARNINGS.add(message);
  }

  @Override
  public Logger getLogger(String name) {
    return new Collecting(name);
  }

  @Override
  public void clearMdc() {}

  @Override
  public @Nullable Object putMdc(String key, Object value) {
    return null;
  }

  @Override
  public @Nullable Object getMdc(String key) {
    return null;
  }

  @Override
  public void removeMdc(String key) {}

  @Override
  public Map<String, Object> getMdcMap() {
    return Map.of();
  }

  @Override
  public void clearNdc() {}

  @Override
  public @Nullable String getNdc() {
    return null;
  }

  @Override
  public int getNdcDepth() {
    return 0;
  }

  @Override
  public @Nullable String popNdc() {
    return null;
  }

  @Override
  public @Nullable String peekNdc() {
    return null;
  }

  @Override
  public void pushNdc(String message) {}

  @Override
  public void setNdcMaxDepth(int maxDepth) {}

  private static final class Collecting extends Logger {
    private static final long serialVersionUID = 1L;

    Collecting(String name) {
      super(name);
    }

    @Override
    public boolean isEnabled(Level level) {
      return level.compareTo(Level.WARN) <= 0;
    }

    @Override
    protected void doLog(
        Level level,
        String loggerClassName,
        @Nullable Object message,
        Object[] parameters,
        @Nullable Throwable thrown) {
      String text = String.valueOf(message);
      boolean pattern = parameters != null && parameters.length > 0;
      log(level, pattern ? java.text.MessageFormat.format(text, parameters) : text);
    }

    @Override
    protected void doLogf(
        Level level,
        String loggerClassName,
        String format,
        Object[] parameters,
        @Nullable Throwable thrown) {
      log(level, parameters == null ? format : String.format(format, parameters));
    }

    private void log(Level level, String message) {
      if (isEnabled(level)) {
        add(message);
      }
    }
  }
}
