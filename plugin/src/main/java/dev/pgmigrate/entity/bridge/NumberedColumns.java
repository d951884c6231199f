package dev.pgmigrate.entity.bridge;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.QualifiedName;
import org.hibernate.boot.model.relational.internal.SqlStringGenerationContextImpl;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.id.enhanced.SequenceStyleGenerator;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.KeyValue;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.RootClass;
import org.hibernate.mapping.Selectable;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UnionSubclass;
import org.hibernate.service.ServiceRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Which sequence Hibernate draws the values of which column from: the database does not know. Each
 * entry is a map: {@code namespace} (absent when the entity names none), {@code table}, {@code
 * quoted}, {@code column}, {@code columnQuoted}, {@code sequenceNamespace} (absent when none is
 * named), {@code sequence}, {@code sequenceQuoted}, {@code optimizer} (its simple class name).
 */
final class NumberedColumns {
  private NumberedColumns() {}

  static List<Map<String, Object>> of(Metadata metadata, ServiceRegistry registry) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (PersistentClass mapping : metadata.getEntityBindings()) {
      // In the other hierarchies the table of the root alone has the numbers of its own.
      boolean own = mapping instanceof RootClass || mapping instanceof UnionSubclass;
      Object generator = own ? generator(metadata, registry, mapping.getRootClass()) : null;
      if (generator instanceof SequenceStyleGenerator numbers
          && numbers.getDatabaseStructure().isPhysicalSequence()
          && !mapping.getTable().isAbstractUnionTable()) {
        for (Selectable selectable : mapping.getRootClass().getIdentifier().getSelectables()) {
          if (selectable instanceof Column column) {
            all.add(entry(mapping.getTable(), column, numbers));
          }
        }
      }
    }
    return all;
  }

  private static Map<String, Object> entry(
      Table table, Column column, SequenceStyleGenerator numbers) {
    Map<String, Object> entry = new HashMap<>();
    if (table.getSchema() != null) {
      entry.put(
          "namespace",
          table.isSchemaQuoted() ? table.getSchema() : table.getSchema().toLowerCase(Locale.ROOT));
    }
    entry.put("table", table.getName());
    entry.put("quoted", table.isQuoted());
    entry.put("column", column.getName());
    entry.put("columnQuoted", column.isQuoted());
    QualifiedName name = numbers.getDatabaseStructure().getPhysicalName();
    Identifier namespace = name.getSchemaName();
    if (namespace != null) {
      String text = namespace.getText();
      entry.put("sequenceNamespace", namespace.isQuoted() ? text : text.toLowerCase(Locale.ROOT));
    }
    entry.put("sequence", name.getObjectName().getText());
    entry.put("sequenceQuoted", name.getObjectName().isQuoted());
    entry.put("optimizer", numbers.getOptimizer().getClass().getSimpleName());
    return entry;
  }

  /** The generator, which Hibernate 6 keeps and 7 makes whenever it is asked for. */
  private static @Nullable Object generator(
      Metadata metadata, ServiceRegistry registry, RootClass root) {
    KeyValue identifier = root.getIdentifier();
    try {
      for (Class<?> c = identifier.getClass(); c != null; c = c.getSuperclass()) {
        for (Field field : c.getDeclaredFields()) {
          if (field.getName().equals("generator")) {
            field.setAccessible(true);
            return field.get(identifier);
          }
        }
      }
      for (Method method : KeyValue.class.getMethods()) {
        if (method.getName().equals("createGenerator") && method.getParameterCount() == 4) {
          return method.invoke(
              identifier,
              metadata.getDatabase().getDialect(),
              root,
              root.getIdentifierProperty(),
              settings(method.getParameterTypes()[3], metadata, registry));
        }
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null; // A generator of the project's own may want more; it is none of ours.
    }
    return null;
  }

  /** No default catalog, no default schema: names as the project has them. */
  private static Object settings(Class<?> type, Metadata metadata, ServiceRegistry registry) {
    Object context =
        SqlStringGenerationContextImpl.fromConfigurationMap(
            registry.requireService(JdbcEnvironment.class), metadata.getDatabase(), Map.of());
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) ->
            method.getName().equals("getSqlStringGenerationContext") ? context : null);
  }
}
