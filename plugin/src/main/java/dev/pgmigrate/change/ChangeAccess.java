package dev.pgmigrate.change;

import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.Grant;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Owner or privileges of an object that stays. */
public record ChangeAccess(ObjectId object, Access from, Access to) implements Change {
  @Override
  public List<Statement> up() {
    return Sql.statements(AccessSql.between(object, from, to));
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
  public Optional<Change> meanwhile() {
    Access between = between();
    return between.equals(from)
        ? Optional.empty()
        : Optional.of(new ChangeAccess(object, from, between));
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
    return new ChangeAccess(object, to, from);
  }

  @Override
  public Dependencies dependencies() {
    return Dependencies.NONE.needing(List.of(object));
  }
}
