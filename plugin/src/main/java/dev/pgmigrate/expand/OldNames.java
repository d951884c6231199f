package dev.pgmigrate.expand;

import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.CreateDefinition;
import dev.pgmigrate.change.DropDefinition;
import dev.pgmigrate.change.Recreation;
import dev.pgmigrate.change.Rename;
import dev.pgmigrate.ddl.Features;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.RowSecurity;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.Uses;
import dev.pgmigrate.sql.DefaultNamespace;
import dev.pgmigrate.sql.Identifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Views under the old names of renamed tables: PostgreSQL passes what the application of before
 * reads and writes there on to the tables.
 *
 * @param views made right after the renames, in their transaction
 * @param uses each view and its table
 */
public record OldNames(List<CreateDefinition> views, Uses uses) {
  public OldNames {
    views = List.copyOf(views);
  }

  /**
   * The views for those of the renames that are of tables.
   *
   * @param renamed the schema with the new names
   * @param features what the servers can do
   */
  public static OldNames of(List<Rename> renames, Schema renamed, Features features) {
    List<CreateDefinition> views = new ArrayList<>();
    SortedMap<ObjectId, SortedSet<ObjectId>> uses = new TreeMap<>();
    for (Rename rename : renames) {
      if (rename.to().kind() == ObjectKind.TABLE) {
        Table table = renamed.table(rename.to().qualifiedName()).orElseThrow();
        ObjectId id = ObjectId.of(ObjectKind.VIEW, rename.from().qualifiedName());
        views.add(CreateDefinition.standIn(view(id, table, features), table.id()));
        SortedSet<ObjectId> used = new TreeSet<>(List.of(table.id()));
        table.columns().forEach(column -> used.add(table.columnId(column.name())));
        uses.put(id, used);
      }
    }
    return new OldNames(views, new Uses(uses));
  }

  /** The changes that drop such views; the way back gives them what their tables have then. */
  public static List<Change> dropped(List<Change> changes, List<Rename> renames) {
    Map<ObjectId, ObjectId> tables = new HashMap<>();
    for (Rename rename : renames) {
      if (rename.to().kind() == ObjectKind.TABLE) {
        tables.put(ObjectId.of(ObjectKind.VIEW, rename.from().qualifiedName()), rename.to());
      }
    }
    return changes.stream()
        .map(
            change ->
                change instanceof DropDefinition drop && tables.containsKey(drop.object())
                    ? new DropDefinition(drop.definition(), null, tables.get(drop.object()))
                    : change)
        .toList();
  }

  /** Changes of the renamed tables, with the views dropped and created again where they must be. */
  public List<Change> around(List<Change> changes, Schema from, Schema to) {
    return views.isEmpty() ? changes : Recreation.around(changes, over(from), over(to));
  }

  /** A schema with the views. */
  public Schema over(Schema renamed) {
    List<Definition> definitions = new ArrayList<>(renamed.definitions());
    views.forEach(view -> definitions.add(view.definition()));
    return renamed.withDefinitions(definitions).withUses(renamed.uses().and(uses));
  }

  private static Definition view(ObjectId id, Table table, Features features) {
    RowSecurity security = table.rowSecurity();
    // Who has grants on some columns only cannot read through a view that checks his own rights:
    // PostgreSQL asks for those on all of its columns. So only where rows are filtered, too.
    boolean filtered = features.securityInvoker() && security != null && security.enabled();
    String sql =
        "VIEW "
            + shown(id.qualifiedName())
            + (filtered ? " WITH (security_invoker = true)" : "")
            + " AS\n  SELECT "
            + table.columns().stream()
                .map(Column::name)
                .map(Identifier::quote)
                .collect(Collectors.joining(", "))
            + "\n  FROM "
            + shown(table.name());
    return new Definition(
        id,
        Expression.of(sql),
        null,
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        null,
        table.access());
  }

  private static String shown(QualifiedName name) {
    String own = Identifier.quote(name.name());
    return DefaultNamespace.is(name.namespace())
        ? own
        : Identifier.quote(name.namespace()) + "." + own;
  }
}
