package dev.pgmigrate.change;

import dev.pgmigrate.ddl.CompositeSql;
import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.References;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.CompositeType;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The fields of a composite type change; values that are stored follow. */
public record AlterComposite(CompositeType from, CompositeType to) implements Change {
  @Override
  public ObjectId object() {
    return to.id();
  }

  @Override
  public String line() {
    List<String> words = new ArrayList<>();
    for (CompositeType.Attribute attribute : to.attributes()) {
      Optional<CompositeType.Attribute> before = from.attribute(attribute.name());
      if (before.isEmpty()) {
        words.add("new attribute " + attribute);
      } else if (!before.get().toString().equals(attribute.toString())) {
        words.add("attribute " + before.get() + " -> " + attribute);
      }
    }
    from.attributes().stream()
        .filter(attribute -> to.attribute(attribute.name()).isEmpty())
        .forEach(attribute -> words.add("without attribute " + attribute));
    return ObjectWords.name(object()) + ": " + String.join(", ", words);
  }

  @Override
  public List<Statement> up() {
    return SqlText.statements(CompositeSql.alter(from, to));
  }

  @Override
  public Half half(Schema from, Schema to) {
    return destructive() ? Half.CONTRACT : Half.EXPAND;
  }

  @Override
  public Optional<String> suitsOneRelease() {
    boolean same = from.attributes().size() == to.attributes().size() && !destructive();
    return same
        ? Optional.empty()
        : Optional.of(
            "a value of "
                + SqlText.name(to.name())
                + " has "
                + from.attributes().size()
                + " attributes for the previous release and "
                + to.attributes().size()
                + " for the new one");
  }

  @Override
  public Change reverse() {
    return new AlterComposite(to, from);
  }

  @Override
  public Dependencies dependencies() {
    Set<ObjectId> before = types(from);
    Set<ObjectId> after = types(to);
    Set<ObjectId> come = new TreeSet<>(after);
    come.removeAll(before);
    Set<ObjectId> go = new TreeSet<>(before);
    go.removeAll(after);
    return Dependencies.NONE.altering(List.of(object())).needing(come).releasing(go);
  }

  /** What stays can change before or afterwards. */
  private static Set<ObjectId> types(CompositeType type) {
    return type.attributes().stream()
        .flatMap(attribute -> References.of(attribute.type()).stream())
        .collect(Collectors.toSet());
  }

  @Override
  public Optional<String> loss() {
    List<String> dropped = CompositeSql.dropped(from, to);
    return dropped.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the values of " + SqlText.name(to.name()) + "." + String.join(", ", dropped));
  }

  @Override
  public List<Warning> warnings() {
    return loss().stream()
        .map(values -> WarningKind.DATA_LOSS.on(object(), "drops " + values))
        .toList();
  }
}
