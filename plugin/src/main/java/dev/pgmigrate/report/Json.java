package dev.pgmigrate.report;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps, lists, texts, numbers and truth values as JSON (RFC 8259), indented. */
final class Json {
  private final StringBuilder out = new StringBuilder();

  private Json() {}

  static String write(Map<String, ?> value) {
    Json json = new Json();
    json.value(value, "\n");
    return json.out.toString();
  }

  private void value(@Nullable Object value, String newLine) {
    if (value instanceof Map<?, ?> map) {
      map(map, newLine);
    } else if (value instanceof List<?> list) {
      list(list, newLine);
    } else if (value instanceof Number || value instanceof Boolean || value == null) {
      out.append(value);
    } else {
      text(value.toString());
    }
  }

  private void map(Map<?, ?> map, String newLine) {
    out.append('{');
    Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<?, ?> entry = entries.next();
      out.append(newLine).append("  ");
      text(String.valueOf(entry.getKey()));
      out.append(": ");
      value(entry.getValue(), newLine + "  ");
      out.append(entries.hasNext() ? "," : newLine);
    }
    out.append('}');
  }

  private void list(List<?> list, String newLine) {
    out.append('[');
    Iterator<?> values = list.iterator();
    while (values.hasNext()) {
      out.append(newLine).append("  ");
      value(values.next(), newLine + "  ");
      out.append(values.hasNext() ? "," : newLine);
    }
    out.append(']');
  }

  private void text(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        default -> out.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
      }
    }
    out.append('"');
  }
}
