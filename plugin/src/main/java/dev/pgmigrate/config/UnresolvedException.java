package dev.pgmigrate.config;

/** A setting refers to a placeholder that nothing gives a value. */
final class UnresolvedException extends ConfigException {
  private static final long serialVersionUID = 1L;

  UnresolvedException(String key, String where, String placeholder) {
    super(
        "%s in %s refers to ${%s}, which neither the environment nor the files set"
            .formatted(key, where, placeholder));
  }
}
