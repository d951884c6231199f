package dev.pgmigrate.entity;

import dev.pgmigrate.entity.ManagedClass.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Words what Hibernate, or the project's own code under it, threw. */
final class Rejection {
  private static final Pattern CLASS_VERSION =
      Pattern.compile("(\\S+) has been compiled by .*\\(class file version (\\d+)");

  private final List<Cause> causes;
  private final Scan scan;
  private final String provider;

  private record Cause(String type, String message, List<String> frames) {}

  Rejection(List<Map<String, Object>> causes, Scan scan, String provider) {
    this.causes = causes.stream().map(Rejection::cause).toList();
    this.scan = scan;
    this.provider = provider;
  }

  @SuppressWarnings("unchecked")
  private static Cause cause(Map<String, Object> cause) {
    return new Cause(
        (String) cause.getOrDefault("type", ""),
        (String) cause.getOrDefault("message", ""),
        (List<String>) cause.getOrDefault("frames", List.of()));
  }

  EntityModelException exception() {
    for (Cause cause : causes) {
      EntityModelException known = known(cause);
      if (known != null) {
        return known;
      }
    }
    String message = message();
    String entity = named(message);
    String property = entity == null ? null : propertyAfter(entity, message);
    return new EntityModelException(
        provider + " rejects the entities: " + message, null, entity, property);
  }

  private @Nullable EntityModelException known(Cause cause) {
    return switch (cause.type) {
      case "java.lang.UnsupportedClassVersionError" -> classVersion(cause.message);
      case "java.lang.NoClassDefFoundError",
          "java.lang.ClassNotFoundException",
          "java.lang.TypeNotPresentException" ->
          missing(cause.message);
      default -> cause.message.contains("AttributeConverter") ? converter() : null;
    };
  }

  private static @Nullable EntityModelException classVersion(String message) {
    Matcher matcher = CLASS_VERSION.matcher(message);
    if (!matcher.find()) {
      return null;
    }
    String name = matcher.group(1).replace('/', '.');
    int java = Integer.parseInt(matcher.group(2)) - 44;
    return new EntityModelException(
        name
            + " is compiled for Java "
            + java
            + ", but this build runs on Java "
            + Runtime.version().feature()
            + ".",
        "Run Maven with JDK " + java + " or newer (JAVA_HOME).",
        name,
        null);
  }

  private EntityModelException missing(String message) {
    String name = message.replace('/', '.').replaceFirst("^Type (\\S+) not present$", "$1");
    return new EntityModelException(
        "The class path lacks "
            + name
            + (scan.sources().containsKey(name) ? ", or it cannot be initialised" : "")
            + ", which the entities or their "
            + provider
            + " need.",
        "Add the dependency that has it.",
        named(message),
        null);
  }

  /** Hibernate asks a converter for null while it writes the DDL, to see what it does with it. */
  private @Nullable EntityModelException converter() {
    List<String> converters = scan.named(Kind.CONVERTER);
    for (Cause cause : causes) {
      for (String frame : cause.frames) {
        boolean theirs = scan.sources().containsKey(frame);
        if (converters.contains(frame) || theirs) {
          return new EntityModelException(
              "The converter "
                  + frame
                  + " threw "
                  + root()
                  + ". Hibernate calls converters with null while it makes the DDL.",
              "Return null for null.",
              frame,
              null);
        }
      }
    }
    return null;
  }

  private String root() {
    Cause root = causes.get(causes.size() - 1);
    String type = root.type.substring(root.type.lastIndexOf('.') + 1);
    return root.message.isEmpty() ? type : type + " (" + root.message + ")";
  }

  /** The outermost message, and the root's where it says something else. */
  private String message() {
    String outer =
        causes.stream()
            .map(Cause::message)
            .filter(m -> !m.isBlank())
            .findFirst()
            .orElseGet(() -> causes.get(0).type);
    Cause root = causes.get(causes.size() - 1);
    return root.message.isBlank() || outer.contains(root.message)
        ? outer
        : outer + " (" + root() + ")";
  }

  /** The first class of ours in a message; of two at one place the longer: Book, BookShop. */
  private @Nullable String named(String message) {
    return scan.sources().keySet().stream()
        .filter(message::contains)
        .min(
            Comparator.<String>comparingInt(message::indexOf)
                .thenComparing(Comparator.comparingInt(String::length).reversed()))
        .orElse(null);
  }

  private static @Nullable String propertyAfter(String entity, String message) {
    Matcher matcher = Pattern.compile(Pattern.quote(entity) + "\\.(\\w+)").matcher(message);
    return matcher.find() ? matcher.group(1) : null;
  }
}
