package dev.pgmigrate.config;

/** The settings contradict themselves or cannot be read; the message says which, and what to do. */
public class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message);
  }
}
