package dev.pgmigrate.change;

import dev.pgmigrate.ddl.AccessSql;
import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.References;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.Grant;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Owner or privileges of an object that stays.
 *
 * @param columns of a table, with the privileges that they have before and afterwards: REVOKE on
 *     the table takes the same privileges from its columns
 */
public record ChangeAccess(
    ObjectId object, Access from, Access to, Map<ObjectId, SortedSet<Grant>> columns)
    implements Change {
  public ChangeAccess {
    columns = Collections.unmodifiableMap(new TreeMap<>(columns));
  }

  /** The change of an object that has no columns with privileges of their own. */
  public ChangeAccess(ObjectId object, Access from, Access to) {
    this(object, from, to, Map.of());
  }

  @Override
  public String line() {
    // The object is named once.
    String on = AccessSql.on(object);
    return ObjectWords.oneLine(
        ObjectWords.name(object())
            + ": "
            + AccessSql.between(object, from, to).stream()
                .map(sql -> sql.replace(on, "").replaceFirst("^ALTER .* OWNER TO", "OWNER TO"))
                .collect(Collectors.joining(", ")));
  }

  @Override
  public List<Statement> up() {
    List<String> sql = new ArrayList<>(AccessSql.between(object, from, to));
    SortedSet<Grant> taken = new TreeSet<>(from.granted());
    taken.removeAll(to.granted());
    columns.forEach(
        (column, granted) -> {
          SortedSet<Grant> again = new TreeSet<>(granted);
          again.removeIf(grant -> taken.stream().noneMatch(other -> isSame(grant, other)));
          sql.addAll(
              AccessSql.of(column, new Access(Access.DEFAULT.owner(), again, new TreeSet<>())));
        });
    return SqlText.statements(sql);
  }

  private static boolean isSame(Grant one, Grant other) {
    return one.grantee().equals(other.grantee()) && one.privilege().equals(other.privilege());
  }

  @Override
  public Set<ObjectId> locks() {
    return Objects.equals(from.owner(), to.owner()) ? Set.of() : Change.super.locks();
  }

  @Override
  public Half half(Schema from, Schema to) {
    return between().equals(this.to) ? Half.EXPAND : Half.CONTRACT;
  }

  /** What is given comes first, what is taken away last. */
  @Override
  public Optional<Change> meanwhile(Schema later) {
    Access between = between();
    return between.equals(from)
        ? Optional.empty()
        : Optional.of(new ChangeAccess(object, from, between, columns));
  }

  private Access between() {
    SortedSet<Grant> granted = new TreeSet<>(from.granted());
    granted.addAll(to.granted());
    // One that may be handed on is the same privilege and more.
    granted.removeIf(
        grant ->
            !grant.grantable()
                && granted.contains(new Grant(grant.grantee(), grant.privilege(), true)));
    SortedSet<Grant> revoked = new TreeSet<>(from.revoked());
    revoked.retainAll(to.revoked());
    return new Access(from.owner(), granted, revoked);
  }

  @Override
  public Change reverse() {
    return new ChangeAccess(object, to, from, columns);
  }

  @Override
  public Dependencies dependencies() {
    Dependencies all = Dependencies.NONE.needing(List.of(object)).needing(columns.keySet());
    List<ObjectId> role = List.of(References.role(object));
    return Objects.equals(from.owner(), to.owner()) ? all : all.creating(role).dropping(role);
  }
}
