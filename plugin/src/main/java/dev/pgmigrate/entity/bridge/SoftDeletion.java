package dev.pgmigrate.entity.bridge;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PersistentClass;
import org.jspecify.annotations.Nullable;

/**
 * The column of {@code @SoftDelete}, and what it holds while a row is not deleted. All by name: the
 * annotation is there since Hibernate 6.4.
 */
final class SoftDeletion {
  private static final String ANNOTATION = "org.hibernate.annotations.SoftDelete";

  private SoftDeletion() {}

  /** The facts of the column; empty where rows of the entity are deleted as ever. */
  static Optional<Map<String, Object>> of(PersistentClass mapping, Class<?> type) {
    try {
      Annotation annotation = annotation(type);
      Object column = annotation == null ? null : column(mapping);
      Object value = annotation == null ? null : present(annotation);
      if (!(column instanceof Column found) || value == null) {
        return Optional.empty();
      }
      String java = value instanceof Character ? "java.lang.String" : value.getClass().getName();
      return Optional.of(
          Map.of(
              "column", found.getName(),
              "quoted", found.isQuoted(),
              "property", "@SoftDelete",
              "javaType", java,
              "enumConstants", List.of(),
              "initial", value.toString()));
    } catch (ReflectiveOperationException e) {
      return Optional.empty(); // The value stays for a person to write.
    }
  }

  private static @Nullable Object column(PersistentClass mapping)
      throws ReflectiveOperationException {
    return mapping
        .getRootClass()
        .getClass()
        .getMethod("getSoftDeleteColumn")
        .invoke(mapping.getRootClass());
  }

  /** At the class, a class above it or its package. */
  private static @Nullable Annotation annotation(Class<?> type) {
    List<AnnotatedElement> places = new ArrayList<>();
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      places.add(c);
    }
    if (type.getPackage() != null) {
      places.add(type.getPackage());
    }
    for (AnnotatedElement place : places) {
      for (Annotation annotation : place.getDeclaredAnnotations()) {
        if (annotation.annotationType().getName().equals(ANNOTATION)) {
          return annotation;
        }
      }
    }
    return null;
  }

  /** What a row that is not deleted has; null where that is nothing. */
  private static @Nullable Object present(Annotation annotation)
      throws ReflectiveOperationException {
    String strategy = String.valueOf(value(annotation, "strategy"));
    if (!strategy.equals("DELETED") && !strategy.equals("ACTIVE")) {
      return null;
    }
    Boolean present = strategy.equals("ACTIVE");
    Class<?> converter = (Class<?>) value(annotation, "converter");
    if (converter.getName().startsWith(ANNOTATION + "$")) {
      return present;
    }
    Constructor<?> constructor = converter.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object made = constructor.newInstance();
    for (Method method : converter.getMethods()) {
      if (method.getName().equals("convertToDatabaseColumn") && !method.isBridge()) {
        method.setAccessible(true);
        return method.invoke(made, present);
      }
    }
    return null;
  }

  private static Object value(Annotation annotation, String element)
      throws ReflectiveOperationException {
    return annotation.annotationType().getMethod(element).invoke(annotation);
  }
}
