package dev.pgmigrate.output;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Paths as URIs: blanks, quotes and letters beyond ASCII are escaped. */
final class Uris {
  private Uris() {}

  /** A path with slashes, relative to what a base id stands for. */
  static String relative(String path) {
    try {
      // With a slash in front, so that nothing before a colon is taken for a scheme.
      String encoded = new URI(null, null, "/" + path, null).toASCIIString().substring(1);
      return encoded.replace(":", "%3A");
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Any path is one of a URI: " + path, e);
    }
  }

  static String file(Path path) {
    return path.toUri().toASCIIString();
  }

  /** A base ends with a slash. */
  static String folder(Path path) {
    String uri = file(path);
    return uri.endsWith("/") ? uri : uri + "/";
  }
}
