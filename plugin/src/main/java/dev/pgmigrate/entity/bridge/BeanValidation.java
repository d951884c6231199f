package dev.pgmigrate.entity.bridge;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.ClassLoaderAccess;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/**
 * Bean Validation's part of the schema, as Hibernate itself applies it when an application starts:
 * NOT NULL, lengths, precisions and checks. The metadata alone has none of them.
 *
 * <p>All of it by name: a project need not have the API, and Hibernate's class is not public.
 */
final class BeanValidation {
  private static final String API = "jakarta.validation.";
  private static final String HIBERNATE = "org.hibernate.boot.beanvalidation.";
  private static final List<String> MODES =
      List.of("jakarta.persistence.validation.mode", "javax.persistence.validation.mode");

  private final Metadata metadata;
  private final Map<String, Object> settings;
  private final ClassLoader loader;
  // Two columns of one name are equal to Hibernate, whatever their tables.
  private final IdentityHashMap<Column, Map<Field, Object>> before = new IdentityHashMap<>();
  private boolean changed;
  private @Nullable String problem;

  BeanValidation(Metadata metadata, Map<String, Object> settings, ClassLoader loader) {
    this.metadata = metadata;
    this.settings = settings;
    this.loader = loader;
  }

  /** Applies the constraints to the metadata, unless the project does without them. */
  void apply() {
    if (!isPresent(API + "Validation")) {
      return;
    }
    try {
      if (!isWanted()) {
        return;
      }
      keep();
      Class<?> factoryType = Class.forName(API + "ValidatorFactory", false, loader);
      Object factory = factory();
      try {
        Method apply = apply(Class.forName(HIBERNATE + "TypeSafeActivator", true, loader));
        apply.setAccessible(true); // The method is public, its class is not.
        apply.invoke(
            null,
            factoryType.cast(factory),
            metadata.getEntityBindings(),
            settings,
            metadata.getDatabase().getDialect(),
            new ByName(loader));
        changed =
            before.entrySet().stream()
                .anyMatch(entry -> !entry.getValue().equals(state(entry.getKey())));
      } finally {
        factoryType.getMethod("close").invoke(factory); // The class itself need not be public.
      }
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable e) { // LinkageErrors of half a validator, too
      restore();
      problem = root(e);
    }
  }

  /** Why the validator did not start; null when it did, or was not asked. */
  @Nullable String problem() {
    return problem;
  }

  /** Whether a column is another one than without the constraints. */
  boolean changed() {
    return changed;
  }

  /** Puts the metadata back as it was before the constraints. */
  void restore() {
    before.forEach(
        (column, state) ->
            state.forEach(
                (field, value) -> {
                  try {
                    field.set(column, value);
                  } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                  }
                }));
  }

  private void keep() {
    for (Table table : metadata.collectTableMappings()) {
      for (Column column : table.getColumns()) {
        before.put(column, state(column));
      }
    }
  }

  /** All fields: what Hibernate computes of a column once, such as the name of its type, too. */
  private static Map<Field, Object> state(Column column) {
    Map<Field, Object> state = new HashMap<>();
    for (Field field : Column.class.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        try {
          field.setAccessible(true);
          Object value = field.get(column);
          state.put(field, value instanceof List<?> list ? new ArrayList<>(list) : value);
        } catch (IllegalAccessException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return state;
  }

  /** As Hibernate decides it: by the mode, and by its own setting. */
  private boolean isWanted() throws ReflectiveOperationException {
    if ("false"
        .equalsIgnoreCase(String.valueOf(settings.get("hibernate.validator.apply_to_ddl")))) {
      return false;
    }
    Object mode = MODES.stream().map(settings::get).filter(m -> m != null).findFirst().orElse(null);
    try {
      Set<?> modes =
          (Set<?>)
              Class.forName(HIBERNATE + "ValidationMode", true, loader)
                  .getMethod("getModes", Object.class)
                  .invoke(null, mode);
      return modes.stream().map(Object::toString).anyMatch(Set.of("AUTO", "DDL")::contains);
    } catch (InvocationTargetException e) {
      return true; // What is no mode stops the application, not its schema.
    }
  }

  /** A validator that needs no expression language: nobody reads its messages here. */
  private Object factory() throws ReflectiveOperationException {
    Class<?> interpolator = Class.forName(API + "MessageInterpolator", false, loader);
    Object silent =
        Proxy.newProxyInstance(
            loader, new Class<?>[] {interpolator}, (proxy, method, arguments) -> "");
    Object bootstrap =
        Class.forName(API + "Validation", true, loader).getMethod("byDefaultProvider").invoke(null);
    Object configuration =
        Class.forName(API + "bootstrap.GenericBootstrap", false, loader)
            .getMethod("configure")
            .invoke(bootstrap);
    Class<?> configurable = Class.forName(API + "Configuration", false, loader);
    configurable.getMethod("messageInterpolator", interpolator).invoke(configuration, silent);
    return configurable.getMethod("buildValidatorFactory").invoke(configuration);
  }

  private static Method apply(Class<?> activator) throws NoSuchMethodException {
    return Arrays.stream(activator.getDeclaredMethods())
        .filter(method -> method.getName().equals("applyRelationalConstraints"))
        .filter(method -> method.getParameterCount() == 5)
        .findFirst()
        .orElseThrow(() -> new NoSuchMethodException("applyRelationalConstraints"));
  }

  private boolean isPresent(String className) {
    return loader.getResource(className.replace('.', '/') + ".class") != null;
  }

  private static String root(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String type = root.getClass().getSimpleName();
    boolean wrapper = root instanceof InvocationTargetException || root.getMessage() == null;
    return wrapper ? type : type + ": " + root.getMessage();
  }

  private record ByName(ClassLoader loader) implements ClassLoaderAccess {
    @Override
    @SuppressWarnings("unchecked")
    public <T> Class<T> classForName(String name) {
      try {
        return (Class<T>) Class.forName(name, false, loader);
      } catch (ClassNotFoundException e) {
        throw new IllegalArgumentException(name, e);
      }
    }

    @Override
    public @Nullable URL locateResource(String name) {
      return loader.getResource(name);
    }
  }
}
