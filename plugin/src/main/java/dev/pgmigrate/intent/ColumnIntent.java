package dev.pgmigrate.intent;

import dev.pgmigrate.diff.Equivalence;
import dev.pgmigrate.diff.Expressions;
import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.Generated;
import dev.pgmigrate.schema.Identity;
import dev.pgmigrate.schema.NotNull;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.ObjectName;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a column shall be that both sides have. */
final class ColumnIntent {
  /** Types of a fixed length: never compressed, never stored outside the row. */
  private static final Set<String> FIXED =
      Set.of("smallint", "integer", "bigint", "real", "double precision", "boolean", "date", "oid");

  private ColumnIntent() {}

  /** Nobody states what is behind an identity: it stays what it is. */
  private static @Nullable Identity numbered(
      @Nullable Identity identity, @Nullable Identity current) {
    return identity == null || current == null ? identity : identity.over(current.sequence());
  }

  static Column resolve(Merge merge, Table table, Column desired, Column current) {
    Merge.Both both =
        merge.both(List.of(table.columnId(desired.name())), desired.aspects(), current.aspects());
    DataType type =
        both.pickAlways(
            "type", desired.type(), current.type(), serves(merge, both, table, desired, current));
    boolean serial = Serial.serves(desired, current);
    boolean sameKind = type.equals(current.type()) || !fixed(desired);

    // Default, identity and generated exclude each other: to state one takes the others away.
    boolean valueStated =
        !serial
            && (desired.defaultValue() != null
                || desired.identity() != null
                || desired.generated() != null);
    Expression defaultValue =
        serial
            ? current.defaultValue()
            : valueStated && desired.defaultValue() == null
                ? null
                : both.pickNullable(
                    "default",
                    desired.defaultValue(),
                    current.defaultValue(),
                    Expressions.keepsWords(
                            current.defaultValue(), desired.defaultValue(), current.type(), type)
                        && merge.same(
                            desired.defaultValue(),
                            current.defaultValue(),
                            Equivalence.Context.of(
                                Equivalence.Kind.DEFAULT, table, desired.name())));
    Identity identity =
        serial || (valueStated && desired.identity() == null)
            ? null
            : numbered(identity(merge, both, table, desired, current, type), current.identity());
    Generated generated =
        valueStated && desired.generated() == null
            ? null
            : both.pickNullable(
                "generated",
                desired.generated(),
                current.generated(),
                sameGenerated(merge, table, desired, current));
    if (valueStated && defaultValue == null && identity == null && generated == null) {
      // The difference is accepted: the column stays what it is under what is stated.
      defaultValue = current.defaultValue();
      identity = current.identity();
      generated = current.generated();
    } else if (valueStated) {
      replace(both, desired);
    }
    boolean notNull =
        serial
            ? current.notNull()
            : both.pick("not-null", desired.notNull(), current.notNull()) || identity != null;
    return new Column(
        current.name(),
        type,
        notNull,
        notNull ? notNull(both, table, desired, current) : null,
        defaultValue,
        identity,
        generated,
        sameKind
            ? both.pickNullable("collation", desired.collation(), current.collation())
            : both.replaced("collation", desired.collation()),
        sameKind
            ? both.pickNullable("storage", desired.storage(), current.storage())
            : both.replaced("storage", desired.storage()),
        sameKind
            ? both.pickNullable("compression", desired.compression(), current.compression())
            : both.replaced("compression", desired.compression()),
        both.pickNullable("statistics", desired.statistics(), current.statistics()),
        current.local(),
        both.pickNullable("comment", desired.comment(), current.comment()),
        new Access(
            current.access().owner(),
            both.pick("privileges", desired.access().granted(), current.access().granted()),
            current.access().revoked()));
  }

  private static @Nullable Identity identity(
      Merge merge, Merge.Both both, Table table, Column desired, Column current, DataType type) {
    Identity stated = desired.identity();
    Identity found = current.identity();
    if (stated == null || found == null) {
      return both.pickNullable("identity", stated, found);
    }
    if (merge.unwritten().isAnyIdentity(table.name(), stated)) {
      Identity following = new Identity(found.always(), found.options().over(type.text()));
      return both.pickNullable("identity", following, following, true);
    }
    // Where it started to count is history.
    Identity counting = stated.startedAt(found.options().start());
    return both.pickNullable("identity", counting, found, counting.equals(found));
  }

  /** Whether the type that is there does for the stated one. */
  private static boolean serves(
      Merge merge, Merge.Both both, Table table, Column desired, Column current) {
    return desired.type().holdsSameAs(current.type())
        || (!both.wasStated("type")
            && merge
                .unwritten()
                .takes(
                    table.columnId(desired.name()),
                    desired.type(),
                    merge.withoutDomain(current.type())));
  }

  /** As with other constraints, a name that nobody chose is never a reason to rename. */
  private static NotNull notNull(Merge.Both both, Table table, Column desired, Column current) {
    NotNull d = constraint(table, desired);
    NotNull c = constraint(table, current);
    boolean same = !d.named() || d.equals(c) || d.name().equals(c.name());
    boolean keepsName = both.pickAlways("not-null-name", d.name(), c.name(), same).equals(c.name());
    return new NotNull(
        keepsName ? c.name() : d.name(),
        keepsName ? c.named() : d.named(),
        both.pick("not-null-not-valid", d.validated(), c.validated()),
        both.pick("not-null-no-inherit", d.noInherit(), c.noInherit()),
        c.own(),
        both.pickNullable("not-null-comment", d.comment(), c.comment()));
  }

  private static NotNull constraint(Table table, Column column) {
    NotNull constraint = column.notNullConstraint();
    return constraint != null
        ? constraint
        : new NotNull(
            ObjectName.of(table.name().name(), column.name(), "not_null"),
            false,
            true,
            false,
            false,
            null);
  }

  /** The ways to a value that are not stated give way to the one that is. */
  private static void replace(Merge.Both both, Column desired) {
    if (desired.defaultValue() == null) {
      both.replaced("default", null);
    }
    if (desired.identity() == null) {
      both.replaced("identity", null);
    }
    if (desired.generated() == null) {
      both.replaced("generated", null);
    }
  }

  private static boolean fixed(Column column) {
    String type = column.type().text();
    return FIXED.contains(type) || type.startsWith("timestamp") || type.startsWith("time ");
  }

  private static boolean sameGenerated(Merge merge, Table table, Column desired, Column current) {
    @Nullable Generated a = desired.generated();
    @Nullable Generated b = current.generated();
    return a != null
        && b != null
        && a.stored() == b.stored()
        && merge.same(
            a.expression(),
            b.expression(),
            Equivalence.Context.of(Equivalence.Kind.GENERATED, table, desired.name()));
  }
}
