package dev.pgmigrate.command;

import dev.pgmigrate.entity.EntityProject;
import java.lang.reflect.Constructor;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.cfg.Configuration;

/** One release of an application: its entities under a SessionFactory of their own. */
final class Release implements AutoCloseable {
  private final URLClassLoader loader;
  private final SessionFactory factory;

  private Release(URLClassLoader loader, SessionFactory factory) {
    this.loader = loader;
    this.factory = factory;
  }

  /** Starts it. */
  static Release start(
      EntityProject project, String url, Map<String, String> settings, List<String> entities) {
    URLClassLoader loader = loader(project);
    Configuration configuration =
        new Configuration(new BootstrapServiceRegistryBuilder().applyClassLoader(loader).build());
    configuration.setProperty("hibernate.connection.url", url);
    configuration.setProperty("hibernate.connection.pool_size", "2");
    configuration.setProperty("jakarta.persistence.validation.mode", "none");
    settings.forEach(configuration::setProperty);
    for (String name : entities) {
      configuration.addAnnotatedClass(type(loader, name));
    }
    return new Release(loader, configuration.buildSessionFactory());
  }

  private static URLClassLoader loader(EntityProject project) {
    try {
      return new URLClassLoader(
          new URL[] {project.classes().toUri().toURL()}, Release.class.getClassLoader());
    } catch (MalformedURLException e) {
      throw new AssertionError(e);
    }
  }

  private static Class<?> type(ClassLoader loader, String name) {
    try {
      return loader.loadClass("shop." + name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** Inserts rows, each in a transaction of its own, and tells their ids. */
  List<Long> insert(String entity, int rows) {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      try (Session session = factory.openSession()) {
        Object row = create(entity);
        session.beginTransaction();
        session.persist(row);
        session.getTransaction().commit();
        ids.add(((Number) session.getIdentifier(row)).longValue());
      }
    }
    return ids;
  }

  private Object create(String entity) {
    try {
      Constructor<?> constructor = type(loader, entity).getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    factory.close();
    try {
      loader.close();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
