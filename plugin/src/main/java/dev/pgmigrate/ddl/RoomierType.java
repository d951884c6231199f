package dev.pgmigrate.ddl;

import dev.pgmigrate.schema.DataType;

/** Types of one family, one with more room than the other. */
public final class RoomierType {
  private RoomierType() {}

  /** Whether {@code type} is the other type with at least as much room: text for varchar(80). */
  public static boolean of(DataType type, DataType other) {
    String base = TypeName.base(type.text());
    String otherBase = TypeName.base(other.text());
    boolean oneFamily =
        base.equals(otherBase) || (base.equals("text") && otherBase.equals("varchar"));
    return type.equals(other) || (oneFamily && Casts.widens(other, type));
  }
}
