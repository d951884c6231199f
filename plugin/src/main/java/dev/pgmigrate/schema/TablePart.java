package dev.pgmigrate.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A constraint or an index of a table: what stands on some of its columns, under a name. */
public sealed interface TablePart permits Constraint, Index {
  String name();

  ObjectKind kind();

  @Nullable String comment();

  /** What identifies the part without its name, on one line. */
  String structure();

  /**
   * The columns of its own table that it is about, by name and in its order: neither those of
   * {@link #include()} nor those that only {@link #expressions()} mention.
   */
  List<String> columns();

  /** The columns that its index only carries along. */
  List<String> include();

  /** The conditions and computed keys that it consists of. */
  List<Expression> expressions();

  /** As {@link SchemaObject#aspects()}. */
  Map<String, Object> aspects();
}
