package dev.pgmigrate.entity;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Loads the project's classes and its Hibernate apart from everything of the build: its parent is
 * the platform. The bridge's classes, and a few files that keep logging quiet, come from the plugin
 * and before all others.
 */
final class IsolatedLoader extends URLClassLoader {
  static final String BRIDGE_PACKAGE = "dev.pgmigrate.entity.bridge.";

  /**
   * Hibernate logs into our hands. Other code that logs through Log4j would register a shutdown
   * hook, which keeps this loader for ever; one that logs through Logback would print.
   */
  private static final Set<String> OURS =
      Set.of(
          "META-INF/services/org.jboss.logging.LoggerProvider",
          "log4j2.component.properties",
          "logback-test.xml");

  IsolatedLoader(List<Path> classPath) {
    super("entities", urls(classPath), ClassLoader.getPlatformClassLoader());
  }

  private static URL[] urls(List<Path> paths) {
    return paths.stream().map(IsolatedLoader::url).toArray(URL[]::new);
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(path.toString(), e);
    }
  }

  /** Appends to the path, so that what is there already wins. */
  void append(List<Path> paths) {
    paths.forEach(p -> addURL(url(p)));
  }

  boolean has(String resource) {
    return findResource(resource) != null;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (!name.startsWith(BRIDGE_PACKAGE)) {
      return super.findClass(name);
    }
    String file = "/" + name.replace('.', '/') + ".class";
    try (InputStream in = IsolatedLoader.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  @Override
  public @Nullable URL findResource(String name) {
    URL ours = ours(name);
    return ours == null ? super.findResource(name) : ours;
  }

  @Override
  public Enumeration<URL> findResources(String name) throws IOException {
    URL ours = ours(name);
    if (ours == null) {
      return super.findResources(name);
    }
    List<URL> all = new ArrayList<>(List.of(ours));
    all.addAll(Collections.list(super.findResources(name)));
    return Collections.enumeration(all);
  }

  private static @Nullable URL ours(String name) {
    return OURS.contains(name) ? IsolatedLoader.class.getResource("isolated/" + name) : null;
  }
}
