package dev.pgmigrate.config;

/** A setting refers to a placeholder that nothing gives a value. */
final class UnresolvedException extends ConfigException {
  private static final long serialVersionUID = 1L;

  UnresolvedException(String key, String where, String placeholder) {
    super(
        "%s in %s refers to ${%s}, which is set neither in the environment nor in the files"
            .formatted(key, where, placeholder));
  }
}
