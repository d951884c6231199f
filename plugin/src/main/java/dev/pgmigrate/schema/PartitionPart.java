package dev.pgmigrate.schema;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An index, key or foreign key that a partition has because its parent has it.
 *
 * @param kind of the parent's: {@code INDEX} also if the partition's own key counts as the index
 * @param name of the partition's
 * @param parent name of the parent's
 * @param settings the settings of the partition's part that may differ from the parent's
 */
public record PartitionPart(ObjectKind kind, String name, String parent, Settings settings) {
  /**
   * The own settings of a partition's index.
   *
   * @param parameters as those of an {@link Index}
   * @param comment on the index
   * @param constraintComment on the constraint that the index belongs to
   */
  public record Settings(
      Map<String, String> parameters,
      @Nullable String tablespace,
      boolean clustered,
      @Nullable String comment,
      @Nullable String constraintComment) {
    /** No own settings. */
    public static final Settings NONE = new Settings(Map.of(), null, false, null, null);

    public Settings {
      parameters = Maps.ordered(parameters);
    }
  }

  /** A part with only its name. */
  public PartitionPart(ObjectKind kind, String name, String parent) {
    this(kind, name, parent, Settings.NONE);
  }
}
