package dev.pgmigrate.entity;

import java.util.List;

/**
 * What a project's entities state.
 *
 * @param ddl the statements that Hibernate makes of them, in the order of execution, without final
 *     semicolons; rows that it inserts (table generators) are among them
 * @param tables what the DDL loses: who maps to which table; sorted by table, then by entity
 * @param warnings what Hibernate and the scan warned about, one line each
 */
public record EntityModel(List<String> ddl, List<MappedTable> tables, List<String> warnings) {
  public EntityModel {
    ddl = List.copyOf(ddl);
    tables = List.copyOf(tables);
    warnings = List.copyOf(warnings);
  }

  /** Whether there is no entity at all. */
  public boolean empty() {
    return ddl.isEmpty() && tables.isEmpty();
  }
}
