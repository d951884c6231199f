package dev.pgmigrate.change;

import dev.pgmigrate.ddl.Casts;
import dev.pgmigrate.ddl.TypeName;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.Identity;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A column between two states: it takes what either release writes. */
final class LooserColumn {
  private static final List<Set<String>> ALIKE =
      List.of(
          Set.of("smallint", "integer", "bigint", "numeric", "real", "double precision"),
          Set.of("varchar", "text", "char", "name"),
          Set.of("timestamp", "timestamptz"),
          Set.of("json", "jsonb"),
          Set.of("bit", "varbit"));

  private static final List<Set<String>> BOTH_WAYS =
      List.of(Set.of("timestamp", "timestamptz"), Set.of("json", "jsonb"));

  private LooserColumn() {}

  /** The column that both releases live with; {@code to} itself where the previous one can. */
  static Column between(Column from, Column to) {
    boolean narrows = alike(from.type(), to.type()) && narrows(from.type(), to.type());
    boolean stricter = (to.isFilled() && !from.isFilled()) || (to.notNull() && !from.notNull());
    boolean requires = stricter && to.identity() == null;
    boolean computes = to.generated() != null && from.generated() == null;
    boolean keepsNumbering = from.identity() != null && to.identity() == null && !computes;
    return new Column(
        to.name(),
        narrows || computes ? from.type() : to.type(),
        computes ? false : requires ? from.notNull() : to.notNull(),
        computes ? null : requires ? from.notNullConstraint() : to.notNullConstraint(),
        keepsNumbering ? null : defaultValue(from, to),
        keepsNumbering ? byDefault(from) : identity(from.identity(), to.identity()),
        computes ? null : to.generated(),
        narrows || computes ? from.collation() : to.collation(),
        narrows || computes ? from.storage() : to.storage(),
        to.compression(),
        to.statistics(),
        to.local(),
        to.comment(),
        to.access());
  }

  /** A required column that a release writes rows without needs the default that it had. */
  private static @Nullable Expression defaultValue(Column from, Column to) {
    boolean needed = to.isFilled() && to.identity() == null && alike(from.type(), to.type());
    return to.defaultValue() == null && needed ? from.defaultValue() : to.defaultValue();
  }

  /** The new release writes values, which ALWAYS refuses. */
  private static @Nullable Identity byDefault(Column from) {
    Identity identity = from.identity();
    return identity == null ? null : new Identity(false, identity.options(), identity.sequence());
  }

  /** ALWAYS refuses the values that a release writes. */
  private static @Nullable Identity identity(@Nullable Identity from, @Nullable Identity to) {
    if (to == null || !to.always() || (from != null && from.always())) {
      return to;
    }
    return new Identity(false, to.options(), to.sequence());
  }

  /** Whether all values of a type are of another one, but not the other way round. */
  private static boolean narrows(DataType from, DataType to) {
    return Casts.widens(to, from) && !Casts.widens(from, to);
  }

  /**
   * Whether only one of the two releases can work with the column, whatever is done to it: what an
   * application binds and reads is of another kind, or each of the types has values that the other
   * has not.
   */
  static boolean suitsOne(Column from, Column to) {
    DataType a = from.type();
    DataType b = to.type();
    boolean becomesPlain = from.generated() != null && to.generated() == null;
    boolean fits = Casts.widens(a, b) || Casts.widens(b, a) || bothWays(a, b);
    return becomesPlain || (!a.equals(b) && !(alike(a, b) && fits));
  }

  /** Whether a driver binds and reads them alike. */
  private static boolean alike(DataType from, DataType to) {
    String a = Casts.base(from);
    String b = Casts.base(to);
    return a.equals(b) || ALIKE.stream().anyMatch(kinds -> kinds.contains(a) && kinds.contains(b));
  }

  /** PostgreSQL assigns and compares them in both directions. */
  private static boolean bothWays(DataType from, DataType to) {
    String a = TypeName.base(from.text());
    String b = TypeName.base(to.text());
    return BOTH_WAYS.stream().anyMatch(kinds -> kinds.contains(a) && kinds.contains(b));
  }
}
