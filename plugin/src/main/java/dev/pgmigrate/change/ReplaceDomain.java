package dev.pgmigrate.change;

import dev.pgmigrate.ddl.Cast;
import dev.pgmigrate.ddl.Casts;
import dev.pgmigrate.ddl.DomainSql;
import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.UserTypes;
import dev.pgmigrate.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A domain's base type or collation changes: a new domain takes the place of the old one.
 *
 * @param uses the columns that have the domain on both sides
 * @param fromBase what the old one is over, at the bottom of other domains; {@code toBase} the new
 *     one
 */
public record ReplaceDomain(
    Domain from, Domain to, List<TypeUse> uses, DataType fromBase, DataType toBase)
    implements Change {
  public ReplaceDomain {
    uses = List.copyOf(uses);
  }

  /** Of domains that are over no others. */
  public ReplaceDomain(Domain from, Domain to, List<TypeUse> uses) {
    this(from, to, uses, from.type(), to.type());
  }

  /** The same, with what these types say of the domains below. */
  public ReplaceDomain over(UserTypes types) {
    return new ReplaceDomain(
        from, to, uses, types.reversed().bottom(from.type()), types.bottom(to.type()));
  }

  @Override
  public ObjectId object() {
    return to.id();
  }

  @Override
  public String line() {
    return ObjectWords.name(object()) + ": " + DomainSql.between(from, to);
  }

  @Override
  public List<Statement> up() {
    List<String> retracted =
        TypeSwap.retracted(to.id(), from.access(), to.access(), from.comment(), to.comment());
    return TypeSwap.sql(
        "DOMAIN", to.id(), CreateDomain.sql(to), uses, retracted, toBase, this::value);
  }

  /** The text of a truth value is no number; null where the text of a value will do. */
  private @Nullable String value(TypeUse use) {
    Column column = use.to();
    boolean truth = Casts.base(fromBase).equals("boolean") && !Casts.isString(toBase);
    String array = column.type().text().endsWith("[]") ? "[]" : "";
    Cast cast = Casts.of(of(fromBase, array), of(toBase, array));
    String value = cast.using(SqlText.name(column.name()));
    return truth && value != null ? value + "::" + SqlText.type(column.type()) : null;
  }

  private static DataType of(DataType base, String array) {
    return new DataType(base.text() + array, base.userDefined());
  }

  @Override
  public List<Warning> blocking(Schema before, Schema after) {
    return TypeSwap.blocking(object(), uses);
  }

  @Override
  public Set<ObjectId> locks() {
    return TypeSwap.locks(uses);
  }

  @Override
  public Half half(Schema from, Schema to) {
    return Casts.widens(this.to.type(), this.from.type()) ? Half.CONTRACT : Half.EXPAND;
  }

  @Override
  public Optional<String> suitsOneRelease() {
    return Casts.widens(to.type(), from.type()) || Casts.widens(from.type(), to.type())
        ? Optional.empty()
        : Optional.of(
            "domain "
                + SqlText.name(to.name())
                + " is "
                + SqlText.type(from.type())
                + " for the previous release and "
                + SqlText.type(to.type())
                + " for the new one");
  }

  @Override
  public Change reverse() {
    return new ReplaceDomain(to, from, TypeUse.swapped(uses), toBase, fromBase);
  }

  @Override
  public Dependencies dependencies() {
    return TypeSwap.dependencies(object(), uses);
  }

  @Override
  public Optional<String> loss() {
    Cast cast = Casts.of(from.type(), to.type());
    return cast.kind() == Cast.Kind.LOSES && !uses.isEmpty()
        ? Optional.of(cast.note("domain " + SqlText.name(to.name())))
        : Optional.empty();
  }

  @Override
  public List<Warning> warnings() {
    if (Casts.widens(from.type(), to.type())) {
      return List.of();
    }
    String message =
        "domain "
            + SqlText.name(to.name())
            + " becomes "
            + SqlText.type(to.type())
            + "; fails if a value does not fit";
    return Stream.concat(
            loss().stream().map(values -> WarningKind.DATA_LOSS.on(object(), "loses " + values)),
            Stream.of(WarningKind.CAST_CAN_FAIL.on(object(), message)))
        .toList();
  }

  @Override
  public Optional<String> impossible(Schema schema) {
    return TypeSwap.impossible(object(), uses, schema);
  }

  @Override
  public Set<ObjectId> coveredObjects() {
    return TypeSwap.coveredObjects(Set.of(object()), uses);
  }

  @Override
  public boolean covers(Change other) {
    return TypeSwap.covers(object(), uses, other);
  }
}
