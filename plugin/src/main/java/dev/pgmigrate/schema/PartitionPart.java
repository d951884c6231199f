package dev.pgmigrate.schema;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An index, key or foreign key that a partition has because its parent has it.
 *
 * @param kind of the parent's: {@code INDEX} also where the partition's own key serves as the index
 * @param name of the partition's
 * @param parent name of the parent's
 * @param settings what the partition's may have otherwise than the parent's
 */
public record PartitionPart(ObjectKind kind, String name, String parent, Settings settings) {
  /**
   * What an index of a partition has of its own.
   *
   * @param parameters as those of an {@link Index}
   * @param comment on the index
   * @param constraintComment on the constraint whose inside the index is
   */
  public record Settings(
      Map<String, String> parameters,
      @Nullable String tablespace,
      boolean clustered,
      @Nullable String comment,
      @Nullable String constraintComment) {
    /** Nothing of its own. */
    public static final Settings NONE = new Settings(Map.of(), null, false, null, null);

    public Settings {
      parameters = Maps.ordered(parameters);
    }
  }

  /** One of which only the name is known. */
  public PartitionPart(ObjectKind kind, String name, String parent) {
    this(kind, name, parent, Settings.NONE);
  }
}
