package dev.pgmigrate.report;

import dev.pgmigrate.change.AddColumn;
import dev.pgmigrate.change.AddConstraint;
import dev.pgmigrate.change.AddEnumValues;
import dev.pgmigrate.change.AlterColumn;
import dev.pgmigrate.change.AlterConstraint;
import dev.pgmigrate.change.AlterDomain;
import dev.pgmigrate.change.AlterIndex;
import dev.pgmigrate.change.AlterSequence;
import dev.pgmigrate.change.AlterTable;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.ChangeAccess;
import dev.pgmigrate.change.ConvertKey;
import dev.pgmigrate.change.CreateIndex;
import dev.pgmigrate.change.CreateTable;
import dev.pgmigrate.change.DataStatement;
import dev.pgmigrate.change.DropConstraint;
import dev.pgmigrate.change.DropIndex;
import dev.pgmigrate.change.DropTable;
import dev.pgmigrate.change.RemoveEnumValues;
import dev.pgmigrate.change.Rename;
import dev.pgmigrate.change.RenameConstraint;
import dev.pgmigrate.change.RenameIndex;
import dev.pgmigrate.change.ReplaceDomain;
import dev.pgmigrate.change.ReplaceEnum;
import dev.pgmigrate.change.SetComment;
import dev.pgmigrate.change.TypeName;
import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.Identity;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.IndexKey;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.SequenceOptions;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Identifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Changes as people tell them, one on a line: {@code + column account.email varchar(320)}. A plus
 * is new, a minus goes, a tilde is another form of what stays.
 */
final class ChangeSummary {
  private static final String DEFAULT_NAMESPACE = "public.";

  /** Aspects that are changes of their own. */
  private static final Set<String> TOLD_APART = Set.of("comment", "owner", "privileges", "revoked");

  private ChangeSummary() {}

  /** The lines of changes that belong together; what a new or a dropped table is made of is one. */
  static List<String> of(Collection<Change> changes) {
    Set<ObjectId> whole =
        changes.stream()
            .filter(c -> c instanceof CreateTable || c instanceof DropTable)
            .map(Change::object)
            .collect(Collectors.toCollection(TreeSet::new));
    List<Change> parts = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (Change change : changes) {
      boolean part = part(change) && change.tableId().filter(whole::contains).isPresent();
      if (part) {
        parts.add(change);
      }
    }
    for (Change change : changes) {
      if (change instanceof CreateTable create) {
        lines.add(line(change) + " (" + contents(create.table(), parts) + ")");
      } else if (!parts.contains(change)) {
        lines.add(line(change));
      }
    }
    return lines;
  }

  /** One change, on one line. */
  static String line(Change change) {
    return (sign(change) + " " + told(change)).replaceAll("\\s+", " ");
  }

  private static boolean part(Change change) {
    return change instanceof CreateIndex
        || change instanceof AddConstraint
        || change instanceof DropIndex
        || change instanceof DropConstraint;
  }

  private static String contents(Table table, List<Change> parts) {
    List<String> contents = new ArrayList<>();
    contents.add(count(table.columns().size(), "column", "columns"));
    long indexes = parts.stream().filter(c -> c instanceof CreateIndex && isOf(c, table)).count();
    if (indexes > 0) {
      contents.add(count(indexes, "index", "indexes"));
    }
    long keys = parts.stream().filter(c -> c instanceof AddConstraint && isOf(c, table)).count();
    if (keys > 0) {
      contents.add(count(keys, "foreign key", "foreign keys"));
    }
    return String.join(", ", contents);
  }

  private static boolean isOf(Change change, Table table) {
    return change.tableId().filter(table.id()::equals).isPresent();
  }

  private static char sign(Change change) {
    if (change instanceof Rename) {
      return '~';
    }
    if (change.dependencies().creates().contains(change.object())) {
      return '+';
    }
    return change.dependencies().drops().contains(change.object()) ? '-' : '~';
  }

  private static String told(Change change) {
    if (change instanceof AddColumn add) {
      return name(change.object()) + " " + definition(add.column());
    }
    if (change instanceof AddConstraint add) {
      return part(add.table(), add.constraint()) + " " + structure(add.constraint());
    }
    if (change instanceof DropConstraint drop) {
      return part(drop.table(), drop.constraint()) + " " + structure(drop.constraint());
    }
    if (change instanceof CreateIndex create) {
      return part(create.table(), create.index()) + " " + keys(create.index());
    }
    if (change instanceof DropIndex drop) {
      return part(drop.table(), drop.index()) + " " + keys(drop.index());
    }
    if (change instanceof AlterColumn alter) {
      return name(change.object())
          + ": "
          + between(alter.from().aspects(), alter.to().aspects(), "values");
    }
    if (change instanceof AlterTable alter) {
      return altered(change, alter.from().aspects(), alter.to().aspects());
    }
    if (change instanceof AlterSequence alter) {
      return altered(change, alter.from().aspects(), alter.to().aspects());
    }
    if (change instanceof AlterDomain alter) {
      return altered(change, alter.from().aspects(), alter.to().aspects());
    }
    if (change instanceof ReplaceDomain replace) {
      return altered(change, replace.from().aspects(), replace.to().aspects());
    }
    if (change instanceof AddEnumValues add) {
      return altered(change, add.from().aspects(), add.to().aspects());
    }
    if (change instanceof RemoveEnumValues remove) {
      return altered(change, remove.from().aspects(), remove.to().aspects());
    }
    if (change instanceof ReplaceEnum replace) {
      return altered(change, replace.from().aspects(), replace.to().aspects());
    }
    if (change instanceof AlterIndex alter) {
      return part(alter.table(), alter.to())
          + ": "
          + between(alter.from().aspects(), alter.to().aspects(), "storage");
    }
    if (change instanceof AlterConstraint alter) {
      return part(alter.table(), alter.to())
          + ": "
          + between(alter.from().aspects(), alter.to().aspects(), "storage");
    }
    return named(change).orElseGet(() -> name(change.object()));
  }

  /** Names, comments, privileges, rows. */
  private static Optional<String> named(Change change) {
    if (change instanceof Rename rename) {
      return Optional.of(name(rename.from()) + " becomes " + path(rename.to()));
    }
    if (change instanceof RenameConstraint rename) {
      return Optional.of(part(rename.table(), rename.from()) + " becomes " + rename.to().name());
    }
    if (change instanceof ConvertKey convert) {
      String index = part(convert.table(), convert.index());
      String constraint = part(convert.table(), convert.constraint());
      return Optional.of(
          convert.toConstraint()
              ? index + " becomes " + constraint
              : constraint + " becomes " + index);
    }
    if (change instanceof RenameIndex rename) {
      return Optional.of(part(rename.table(), rename.from()) + " becomes " + rename.to().name());
    }
    if (change instanceof SetComment comment) {
      String text = comment.to();
      String name = word(comment.object().kind()) + " " + comment.name();
      boolean placed = comment.object().kind().compareTo(ObjectKind.COLUMN) <= 0;
      return Optional.of(
          (placed ? name(comment.object()) : name)
              + ": "
              + (text == null ? "no comment" : "comment '" + text + "'"));
    }
    if (change instanceof ChangeAccess) {
      return Optional.of(name(change.object()) + ": owner and privileges");
    }
    return change instanceof DataStatement
        ? Optional.of(name(change.object()) + ": rows")
        : Optional.empty();
  }

  private static String altered(Change change, Map<String, Object> from, Map<String, Object> to) {
    return name(change.object()) + ": " + between(from, to, "its parts");
  }

  /** {@code type varchar(320) -> text, default 0 -> none}. */
  private static String between(Map<String, Object> from, Map<String, Object> to, String other) {
    Set<String> names = new TreeSet<>(from.keySet());
    names.addAll(to.keySet());
    names.removeAll(TOLD_APART);
    List<String> told = new ArrayList<>();
    for (String name : names) {
      Object old = from.get(name);
      Object now = to.get(name);
      if (old instanceof SequenceOptions || now instanceof SequenceOptions) {
        told.add(between(options(old), options(now), "the same"));
      } else if (!Objects.equals(old, now)) {
        boolean flag = old instanceof Boolean || now instanceof Boolean;
        told.add(
            flag
                ? flag(name, Boolean.TRUE.equals(now))
                : name + " " + shown(old) + " -> " + shown(now));
      }
    }
    return told.isEmpty() ? other : String.join(", ", told);
  }

  private static String flag(String aspect, boolean set) {
    return (set ? "" : "no longer ") + aspect.replace('-', ' ');
  }

  private static String shown(@Nullable Object value) {
    if (value == null) {
      return "none";
    }
    if (value instanceof Identity identity) {
      return identity.always() ? "always" : "by default";
    }
    return value instanceof DataType type ? TypeName.of(type) : value.toString();
  }

  private static Map<String, Object> options(@Nullable Object value) {
    SequenceOptions options =
        value instanceof SequenceOptions given ? given : SequenceOptions.defaults("bigint");
    return Map.of(
        "type", options.type(),
        "start", options.start(),
        "increment", options.increment(),
        "minvalue", options.minValue(),
        "maxvalue", options.maxValue(),
        "cache", options.cache(),
        "cycle", options.cycle());
  }

  private static String definition(Column column) {
    var defaultValue = column.defaultValue();
    return TypeName.of(column.type())
        + (defaultValue == null ? "" : " DEFAULT " + defaultValue.text())
        + (column.notNull() ? " NOT NULL" : "");
  }

  private static String part(Table table, Constraint constraint) {
    return word(constraint.kind()) + " " + constraint.name() + " of " + path(table.id());
  }

  private static String part(Table table, Index index) {
    String unique = index.unique() ? "unique " : "";
    return unique + "index " + index.name() + " of " + path(table.id());
  }

  private static String structure(Constraint constraint) {
    return constraint instanceof Check check
        ? "(" + check.expression().text() + ")"
        : constraint.structure().replace(" " + DEFAULT_NAMESPACE, " ");
  }

  private static String keys(Index index) {
    return index.keys().stream()
        .map(ChangeSummary::key)
        .collect(
            Collectors.joining(
                ", ", (index.method().equals("btree") ? "" : index.method() + " ") + "(", ")"));
  }

  private static String key(IndexKey key) {
    var expression = key.expression();
    return expression == null ? key.structure() : expression.text();
  }

  private static String name(ObjectId id) {
    return word(id.kind()) + " " + path(id);
  }

  private static String word(ObjectKind kind) {
    return kind.word().replace('-', ' ');
  }

  private static String path(ObjectId id) {
    List<String> path = id.path();
    int end = id.kind().hasArguments() ? path.size() - 1 : path.size();
    int start = path.size() > 1 && path.get(0).equals("public") ? 1 : 0;
    String name =
        path.subList(Math.min(start, end), end).stream()
            .map(Identifier::quote)
            .collect(Collectors.joining("."));
    return id.kind().hasArguments() ? name + id.name() : name;
  }

  private static String count(long n, String one, String many) {
    return n + " " + (n == 1 ? one : many);
  }
}
