package dev.pgmigrate.entity;

import java.util.List;

/**
 * What a project's entities state.
 *
 * @param ddl the statements that Hibernate makes of them, in the order of execution, without final
 *     semicolons; rows that it inserts (table generators) are among them
 * @param plainDdl the same without what Bean Validation adds to columns; equal to {@code ddl} where
 *     it adds nothing
 * @param tables what the DDL loses: who maps to which table; sorted by table, then by entity
 * @param numbered the columns that the application draws numbers for from a sequence
 * @param notes what is good to know, one line each
 * @param warnings what Hibernate and the scan warned about, one line each
 */
public record EntityModel(
    List<String> ddl,
    List<String> plainDdl,
    List<MappedTable> tables,
    List<NumberedColumn> numbered,
    List<String> notes,
    List<String> warnings) {
  /** Nothing but warnings: there are no entities. */
  public static EntityModel none(List<String> warnings) {
    return new EntityModel(List.of(), List.of(), List.of(), List.of(), List.of(), warnings);
  }

  public EntityModel {
    ddl = List.copyOf(ddl);
    plainDdl = List.copyOf(plainDdl);
    tables = List.copyOf(tables);
    numbered = List.copyOf(numbered);
    notes = List.copyOf(notes);
    warnings = List.copyOf(warnings);
  }

  /** The same with one note. */
  EntityModel withNote(String note) {
    return new EntityModel(ddl, plainDdl, tables, numbered, List.of(note), warnings);
  }

  /** Whether there is no entity at all. */
  public boolean empty() {
    return ddl.isEmpty() && tables.isEmpty();
  }
}
