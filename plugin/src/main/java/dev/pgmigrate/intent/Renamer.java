package dev.pgmigrate.intent;

import dev.pgmigrate.change.Rename;
import dev.pgmigrate.diff.Renaming;
import dev.pgmigrate.schema.Schema;
import java.util.List;

/**
 * Says what a schema is after renames. PostgreSQL follows a rename everywhere, and can be asked; a
 * view, for one, then selects the new column under its old name.
 */
@FunctionalInterface
public interface Renamer {
  /** Follows names in the text of expressions; close, but for what definitions print. */
  Renamer TEXTUAL = Renaming::of;

  /** The schema after the renames. */
  Schema renamed(Schema schema, List<Rename> renames);
}
