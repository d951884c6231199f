package dev.pgmigrate.page;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The templates, which are resources beside this class. Each escapes whatever it is given. */
final class Templates {
  private Templates() {}

  /** HTML. */
  static Template html(String name) {
    return template(name, Mustache.compiler().escapeHTML(true));
  }

  /** Another language. */
  static Template of(String name, Mustache.Escaper escaper) {
    return template(name, Mustache.compiler().withEscaper(escaper));
  }

  private static Template template(String name, Mustache.Compiler compiler) {
    try (Reader reader = open(name)) {
      return compiler
          .emptyStringIsFalse(true)
          .zeroIsFalse(true)
          .strictSections(true)
          .withLoader(Templates::open)
          .compile(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Reader open(String name) {
    InputStream resource = Templates.class.getResourceAsStream(name);
    if (resource == null) {
      throw new IllegalStateException("there is no template " + name);
    }
    return new InputStreamReader(resource, StandardCharsets.UTF_8);
  }
}
