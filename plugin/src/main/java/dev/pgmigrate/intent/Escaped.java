package dev.pgmigrate.intent;

import java.util.ArrayList;
import java.util.List;

/** Text that must stay on one line, and between bars. */
final class Escaped {
  private Escaped() {}

  static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("|", "\\|");
  }

  /** The parts between the bars that no backslash escapes. */
  static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= line.length(); i++) {
      if (i < line.length() && line.charAt(i) == '\\') {
        i++;
      } else if (i == line.length() || line.charAt(i) == '|') {
        fields.add(unescape(line.substring(start, i).strip()));
        start = i + 1;
      }
    }
    return fields;
  }

  static String unescape(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        i++;
        char escaped = text.charAt(i);
        plain.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
