package dev.pgmigrate.output;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

/** Records, maps and lists as JSON, indented. */
public final class Json {
  private static final Gson COMPLETE = builder().serializeNulls().create();
  private static final Gson WITHOUT_NULLS = builder().create();

  private Json() {}

  /** Every key is there, those without a value too. */
  public static String complete(Object value) {
    return COMPLETE.toJson(value);
  }

  /** What has no value is left out. */
  static String withoutNulls(Object value) {
    return WITHOUT_NULLS.toJson(value);
  }

  private static GsonBuilder builder() {
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping();
  }
}
