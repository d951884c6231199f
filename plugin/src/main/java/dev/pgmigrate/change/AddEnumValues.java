package dev.pgmigrate.change;

import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.EnumType;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.UserTypes;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values are added to an enum, at any place; the old ones keep their order.
 *
 * @param uses the columns that have the type on both sides
 * @param whole the types that are made of it, with it; null where there are none
 */
public record AddEnumValues(
    EnumType from, EnumType to, List<TypeUse> uses, @Nullable ReplaceTypes whole)
    implements Change {
  public AddEnumValues {
    uses = List.copyOf(uses);
  }

  /** Values of an enum that no other type is made of. */
  public AddEnumValues(EnumType from, EnumType to, List<TypeUse> uses) {
    this(from, to, uses, null);
  }

  /**
   * Values are added in place; on the way back the enum goes, and what is made of it.
   *
   * @param types those of the schemas before and after
   * @param columns the columns that have one of some types on both sides
   */
  public AddEnumValues withWhatIsMadeOfIt(
      UserTypes types, Function<Set<ObjectId>, List<TypeUse>> columns) {
    Set<ObjectId> all = new TreeSet<>(types.madeOf(object()));
    if (all.isEmpty()) {
      return this;
    }
    all.add(object());
    List<ReplaceTypes.Swap> swaps =
        types.inOrder(all).stream()
            .map(id -> new ReplaceTypes.Swap(types.before(id), types.after(id), null))
            .toList();
    ReplaceTypes replace = new ReplaceTypes(swaps, columns.apply(all));
    return new AddEnumValues(from, to, replace.uses(), replace);
  }

  /** Whether additions alone lead the one to the other. */
  public static boolean reaches(EnumType from, EnumType to) {
    List<String> kept = new ArrayList<>(to.values());
    kept.retainAll(from.values());
    return kept.equals(from.values());
  }

  @Override
  public ObjectId object() {
    return to.id();
  }

  @Override
  public String line() {
    return ObjectWords.name(object()) + ": " + ObjectWords.between(from, to);
  }

  @Override
  public List<Statement> up() {
    List<String> present = new ArrayList<>(from.values());
    List<String> sql = new ArrayList<>();
    for (int i = 0; i < to.values().size(); i++) {
      String value = to.values().get(i);
      if (!present.contains(value)) {
        String place =
            i == present.size()
                ? ""
                : i == 0
                    ? " BEFORE " + SqlText.literal(present.get(0))
                    : " AFTER " + SqlText.literal(to.values().get(i - 1));
        sql.add(
            "ALTER TYPE "
                + SqlText.typeName(to.name())
                + " ADD VALUE "
                + SqlText.literal(value)
                + place);
        present.add(i, value);
      }
    }
    return SqlText.statements(sql);
  }

  @Override
  public Set<ObjectId> locks() {
    return TypeSwap.locks(uses);
  }

  @Override
  public Half half(Schema from, Schema to) {
    return Half.EXPAND;
  }

  @Override
  public Change reverse() {
    return new RemoveEnumValues(
        to, from, TypeUse.swapped(uses), whole == null ? null : whole.reverse());
  }

  @Override
  public Dependencies dependencies() {
    Dependencies facts = TypeSwap.dependencies(object(), uses);
    return whole == null ? facts : facts.altering(whole.types());
  }
}
