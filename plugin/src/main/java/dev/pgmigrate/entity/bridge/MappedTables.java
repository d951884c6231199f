package dev.pgmigrate.entity.bridge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Selectable;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.Value;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Who maps to which table. Each entry is a map: {@code entity}, {@code namespace} (absent when the
 * entity names none), {@code table}, {@code quoted}, {@code checks} (name or "", expression, in
 * turn), {@code hierarchy} (only for the entity's own table, where there are sub- or superclasses),
 * {@code discriminator} (absent where the class is abstract), {@code columns}: maps of {@code
 * column}, {@code quoted}, {@code property}, {@code owner} (the class that declares it), {@code
 * member}, {@code converted}, {@code initial} (the value of a column that no field holds), {@code
 * constraints} (maps of {@code name}, {@code text}, {@code max}), {@code javaType}, {@code
 * enumConstants}, {@code default}, {@code check}.
 */
final class MappedTables {
  private final String entity;
  private final Map<Table, Map<String, Object>> tables = new LinkedHashMap<>();
  private final Map<Table, List<Map<String, Object>>> columns = new HashMap<>();

  private MappedTables(String entity) {
    this.entity = entity;
  }

  static List<Map<String, Object>> of(Metadata metadata) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (PersistentClass mapping : metadata.getEntityBindings()) {
      all.addAll(of(mapping));
    }
    return all;
  }

  private static java.util.Collection<Map<String, Object>> of(PersistentClass mapping) {
    String name = mapping.getClassName() == null ? mapping.getEntityName() : mapping.getClassName();
    Class<?> type = mapping.getClassName() == null ? null : mapping.getMappedClass();
    MappedTables tables = new MappedTables(name);
    Map<String, Object> own = tables.table(mapping.getTable());
    if (type != null) {
      own.put("checks", Written.checksOf(type));
    }
    if (mapping.getSuperclass() != null || mapping.hasSubclasses()) {
      own.put("hierarchy", true);
      if (!Boolean.TRUE.equals(mapping.isAbstract())) {
        own.put("discriminator", String.valueOf(mapping.getDiscriminatorValue()));
      }
    }
    if (type != null && mapping.getSuperclass() == null) {
      SoftDeletion.of(mapping, type).ifPresent(tables.columns(mapping.getTable())::add);
    }
    Property id = mapping.getIdentifierProperty();
    if (id != null && mapping.getSuperclass() == null) {
      tables.property(id, "", type);
    }
    for (Property property : mapping.getProperties()) {
      tables.property(property, "", type);
    }
    return tables.tables.values();
  }

  private Map<String, Object> table(Table table) {
    return tables.computeIfAbsent(
        table,
        t -> {
          Map<String, Object> entry = new HashMap<>();
          entry.put("entity", entity);
          entry.put("table", t.getName());
          entry.put("quoted", t.isQuoted());
          entry.put("columns", columns(t));
          if (t.getSchema() != null) {
            entry.put("namespace", t.isSchemaQuoted() ? t.getSchema() : lower(t.getSchema()));
          }
          return entry;
        });
  }

  private static String lower(String name) {
    return name.toLowerCase(java.util.Locale.ROOT);
  }

  private void property(Property property, String prefix, @Nullable Class<?> owner) {
    String path = prefix + property.getName();
    Value value = property.getValue();
    if (value instanceof Component component) {
      Class<?> embeddable = component.isDynamic() ? null : component.getComponentClass();
      for (Property part : component.getProperties()) {
        property(part, path + ".", embeddable);
      }
    } else if (value instanceof Collection collection) {
      if (!collection.isOneToMany() && !collection.isInverse()) {
        collection(collection, path);
      }
    } else {
      Written written = Written.of(owner, property.getName());
      Map<String, Object> facts = new HashMap<>();
      // hbm.xml may leave the type to Hibernate.
      String named = property.getReturnedClassName();
      String type = named == null ? value.getType().getReturnedClass().getName() : named;
      facts.put("javaType", type);
      facts.put("enumConstants", enumConstants(type));
      facts.put("member", property.getName());
      facts.put("converted", converted(value.getType()));
      written.putInto(facts);
      columns(value, path, facts);
    }
  }

  /** Asked by name: the interface has not always been there. */
  private static boolean converted(Type type) {
    for (Class<?> c = type.getClass(); c != null; c = c.getSuperclass()) {
      for (Class<?> implemented : c.getInterfaces()) {
        if (implemented.getSimpleName().equals("ConvertedBasicType")) {
          return true;
        }
      }
    }
    return false;
  }

  private void collection(Collection collection, String path) {
    Value element = collection.getElement();
    if (element instanceof Component component) {
      for (Property part : component.getProperties()) {
        property(part, path + ".", component.getComponentClass());
      }
    } else {
      String type = element.getType().getReturnedClass().getName();
      columns(element, path, Map.of("javaType", type, "enumConstants", enumConstants(type)));
    }
  }

  private void columns(Value value, String path, Map<String, Object> facts) {
    for (Selectable selectable : value.getSelectables()) {
      if (selectable instanceof Column column) {
        Map<String, Object> entry = new HashMap<>(facts);
        entry.put("column", column.getName());
        entry.put("quoted", column.isQuoted());
        entry.put("property", path);
        table(value.getTable());
        columns(value.getTable()).add(entry);
      }
    }
  }

  private List<Map<String, Object>> columns(Table table) {
    return columns.computeIfAbsent(table, absent -> new ArrayList<>());
  }

  private static List<String> enumConstants(String className) {
    List<String> names = new ArrayList<>();
    try {
      Class<?> type = Class.forName(className, false, MappedTables.class.getClassLoader());
      Object[] constants = type.getEnumConstants();
      for (Object constant : constants == null ? new Object[0] : constants) {
        names.add(((Enum<?>) constant).name());
      }
    } catch (ClassNotFoundException e) {
      return names; // A primitive, or a type of an hbm.xml file: no enum.
    }
    return names;
  }
}
