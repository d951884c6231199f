package dev.pgmigrate.entity.bridge;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the author wrote at a property. The annotations are read by name: what Hibernate makes of
 * them has moved from version to version, their names have not.
 *
 * @param owner the class that declares the property; null when there is none
 */
record Written(
    @Nullable Class<?> owner,
    @Nullable String defaultValue,
    @Nullable String check,
    List<Map<String, Object>> constraints) {
  private static final String VALIDATION = "jakarta.validation.constraints.";

  /** What is written at the field or the getter of this name, in the class or above it. */
  static Written of(@Nullable Class<?> type, String property) {
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      List<AnnotatedElement> members = members(c, property);
      if (!members.isEmpty()) {
        return of(c, members);
      }
    }
    return new Written(null, null, null, List.of());
  }

  void putInto(Map<String, Object> facts) {
    if (owner != null) {
      facts.put("owner", owner.getName());
    }
    if (defaultValue != null) {
      facts.put("default", defaultValue);
    }
    if (check != null) {
      facts.put("check", check);
    }
    facts.put("constraints", constraints);
  }

  /** The checks at a class: name (or nothing) and expression in turn. */
  static List<String> checksOf(Class<?> type) {
    List<String> checks = new ArrayList<>();
    for (Annotation annotation : type.getDeclaredAnnotations()) {
      String name = annotation.annotationType().getName();
      switch (name) {
        case "org.hibernate.annotations.Check" -> addCheck(checks, annotation, "constraints");
        case "org.hibernate.annotations.Checks" -> {
          for (Annotation each : list(annotation, "value")) {
            addCheck(checks, each, "constraints");
          }
        }
        case "jakarta.persistence.Table" -> {
          for (Annotation each : list(annotation, "check")) { // since JPA 3.2
            addCheck(checks, each, "constraint");
          }
        }
        default -> {}
      }
    }
    return checks;
  }

  private static void addCheck(List<String> checks, Annotation check, String expression) {
    checks.add(text(check, "name"));
    checks.add(text(check, expression));
  }

  private static List<AnnotatedElement> members(Class<?> type, String property) {
    String capital = property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1);
    List<AnnotatedElement> members = new ArrayList<>();
    try {
      members.add(type.getDeclaredField(property));
    } catch (NoSuchFieldException e) {
      // The property is in its getter, or in a class above.
    }
    for (Method method : type.getDeclaredMethods()) {
      boolean getter =
          method.getName().equals("get" + capital) || method.getName().equals("is" + capital);
      if (getter && method.getParameterCount() == 0 && !method.isSynthetic()) {
        members.add(method);
      }
    }
    return members;
  }

  private static Written of(Class<?> owner, List<AnnotatedElement> members) {
    String defaultValue = null;
    String check = null;
    List<Map<String, Object>> constraints = new ArrayList<>();
    for (AnnotatedElement member : members) {
      for (Annotation annotation : member.getAnnotations()) {
        switch (annotation.annotationType().getName()) {
          case "org.hibernate.annotations.ColumnDefault" ->
              defaultValue = text(annotation, "value");
          case "org.hibernate.annotations.Check" -> check = text(annotation, "constraints");
          case "jakarta.persistence.Column" -> {
            List<Annotation> checks = list(annotation, "check"); // since JPA 3.2
            check = checks.size() == 1 ? text(checks.get(0), "constraint") : check;
          }
          default -> {
            if (annotation.annotationType().getName().startsWith(VALIDATION)) {
              constraints.add(constraint(annotation));
            }
          }
        }
      }
    }
    return new Written(owner, defaultValue, check, constraints);
  }

  private static Map<String, Object> constraint(Annotation annotation) {
    Class<? extends Annotation> type = annotation.annotationType();
    List<String> written = new ArrayList<>();
    for (Method attribute : type.getDeclaredMethods()) {
      Object value = value(annotation, attribute.getName());
      boolean scalar = value instanceof Number || value instanceof String;
      if (scalar && value != null && !value.equals(attribute.getDefaultValue())) {
        String shown = value instanceof String ? "\"" + value + "\"" : value.toString();
        written.add(attribute.getName() + " = " + shown);
      }
    }
    Collections.sort(written); // Reflection has no order.
    Map<String, Object> facts = new HashMap<>();
    facts.put("name", type.getSimpleName());
    facts.put(
        "text",
        "@"
            + type.getSimpleName()
            + (written.isEmpty() ? "" : "(" + String.join(", ", written) + ")"));
    if (value(annotation, "max") instanceof Integer max) {
      facts.put("max", max.longValue());
    }
    return facts;
  }

  private static String text(Annotation annotation, String attribute) {
    Object value = value(annotation, attribute);
    return value == null ? "" : value.toString();
  }

  private static List<Annotation> list(Annotation annotation, String attribute) {
    return value(annotation, attribute) instanceof Annotation[] list ? List.of(list) : List.of();
  }

  private static @Nullable Object value(Annotation annotation, String attribute) {
    try {
      return annotation.annotationType().getMethod(attribute).invoke(annotation);
    } catch (ReflectiveOperationException e) {
      return null; // An older version of the annotation lacks it.
    }
  }
}
