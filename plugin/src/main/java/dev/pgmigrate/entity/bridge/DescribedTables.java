package dev.pgmigrate.entity.bridge;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who maps to which table, from EclipseLink's descriptors. The entries are those of {@link
 * MappedTables}. All of it by name: the plugin is not compiled against EclipseLink.
 */
final class DescribedTables {
  private static final Set<String> LONGS = Set.of("long", "java.lang.Long");

  /**
   * Version 4 forgets the type of such a column, and makes an integer of a long; version 5.0 writes
   * both, which PostgreSQL does not understand.
   */
  private static final Pattern SERIAL = Pattern.compile("(?<=[(,] ?)(\\S+) (?:\\w+)? ?SERIAL(?= )");

  private static final Pattern TABLE = Pattern.compile("CREATE TABLE (\\S+) \\(.*");

  private final List<Map<String, Object>> entries = new ArrayList<>();
  private final Set<String> longs = new HashSet<>();

  private DescribedTables() {}

  static DescribedTables of(Object session) throws ReflectiveOperationException {
    DescribedTables described = new DescribedTables();
    for (Object descriptor : ((Map<?, ?>) call(session, "getDescriptors")).values()) {
      described.add(descriptor);
    }
    return described;
  }

  List<Map<String, Object>> entries() {
    return entries;
  }

  /** The script, with keys as wide as the entities have them. */
  List<String> withWideKeys(List<String> script) {
    return script.stream().filter(sql -> !sql.isBlank()).map(this::withWideKeys).toList();
  }

  private String withWideKeys(String sql) {
    Matcher table = TABLE.matcher(sql);
    if (!table.matches()) {
      return sql;
    }
    return SERIAL
        .matcher(sql)
        .replaceAll(
            column -> {
              boolean wide = longs.contains(key(table.group(1), column.group(1)));
              String type = wide ? "BIGSERIAL" : "SERIAL";
              return Matcher.quoteReplacement(column.group(1) + " " + type);
            });
  }

  private static String key(String table, String column) {
    return (table + "." + column).toLowerCase(Locale.ROOT);
  }

  private void add(Object descriptor) throws ReflectiveOperationException {
    Class<?> type = (Class<?>) call(descriptor, "getJavaClass");
    Map<String, Map<String, Object>> tables = new LinkedHashMap<>();
    for (Object table : (Collection<?>) call(descriptor, "getTables")) {
      table(type, table, tables);
    }
    for (Object mapping : (Collection<?>) call(descriptor, "getMappings")) {
      for (String own : List.of("getRelationTable", "getReferenceTable")) {
        Object table = has(mapping, own) ? ask(mapping, own) : null;
        if (table != null && !String.valueOf(call(table, "getName")).isEmpty()) {
          table(type, table, tables);
        }
      }
      columns(type, mapping, tables);
    }
    entries.addAll(tables.values());
  }

  private static Map<String, Object> table(
      Class<?> entity, Object table, Map<String, Map<String, Object>> tables)
      throws ReflectiveOperationException {
    String name = String.valueOf(call(table, "getName"));
    Map<String, Object> entry = tables.get(name);
    if (entry == null) {
      entry = new HashMap<>();
      entry.put("entity", entity.getName());
      entry.put("table", name);
      entry.put("quoted", call(table, "shouldUseDelimiters"));
      String namespace = String.valueOf(call(table, "getTableQualifier"));
      if (!namespace.isEmpty()) {
        entry.put("namespace", namespace.toLowerCase(Locale.ROOT));
      }
      entry.put("columns", new ArrayList<Map<String, Object>>());
      tables.put(name, entry);
    }
    return entry;
  }

  @SuppressWarnings("unchecked")
  private void columns(Class<?> entity, Object mapping, Map<String, Map<String, Object>> tables)
      throws ReflectiveOperationException {
    Object fields = ask(mapping, "getFields");
    String property = String.valueOf(call(mapping, "getAttributeName"));
    if (!(fields instanceof Collection<?> all)) {
      return;
    }
    for (Object field : all) {
      Object table = call(field, "getTable");
      String name = String.valueOf(call(field, "getName"));
      Class<?> javaType = (Class<?>) ask(mapping, "getAttributeClassification");
      Map<String, Object> column = new HashMap<>();
      column.put("column", name);
      column.put("quoted", call(field, "shouldUseDelimiters"));
      column.put("property", property);
      column.put("javaType", javaType == null ? "java.lang.Object" : javaType.getName());
      column.put("enumConstants", constants(javaType));
      column.put("member", property);
      column.put("converted", has(mapping, "getConverter") && ask(mapping, "getConverter") != null);
      Written.of(entity, property).putInto(column);
      Map<String, Object> entry = table(entity, table, tables);
      ((List<Map<String, Object>>) Objects.requireNonNull(entry.get("columns"))).add(column);
      if (javaType != null && LONGS.contains(javaType.getName())) {
        longs.add(key(String.valueOf(call(table, "getQualifiedName")), name));
      }
    }
  }

  private static List<String> constants(@Nullable Class<?> type) {
    List<String> names = new ArrayList<>();
    if (type != null && type.isEnum()) {
      for (Object constant : type.getEnumConstants()) {
        names.add(((Enum<?>) constant).name());
      }
    }
    return names;
  }

  private static boolean has(Object target, String method) {
    for (Method each : target.getClass().getMethods()) {
      if (each.getName().equals(method) && each.getParameterCount() == 0) {
        return true;
      }
    }
    return false;
  }

  private static Object call(Object target, String method) throws ReflectiveOperationException {
    return Objects.requireNonNull(ask(target, method), method);
  }

  private static @Nullable Object ask(Object target, String method)
      throws ReflectiveOperationException {
    return target.getClass().getMethod(method).invoke(target);
  }
}
