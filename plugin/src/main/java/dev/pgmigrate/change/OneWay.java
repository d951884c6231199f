package dev.pgmigrate.change;

import dev.pgmigrate.ddl.LiveState;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A change that only one direction needs: a check over an enum is in nobody's way while values are
 * added to the enum, but it must go and come again while they are taken back.
 *
 * @param active whether this is the direction; else nothing is done, and only the place in the
 *     order is kept
 */
public record OneWay(Change change, boolean active) implements Change {
  @Override
  public ObjectId object() {
    return change.object();
  }

  @Override
  public Optional<ObjectId> tableId() {
    return active ? change.tableId() : Optional.empty();
  }

  @Override
  public String line() {
    return change.line();
  }

  @Override
  public List<Statement> up() {
    return active ? change.up() : List.of();
  }

  @Override
  public Optional<LiveState.Recreated> recreated() {
    return active ? change.recreated() : Optional.empty();
  }

  @Override
  public Set<ObjectId> locks() {
    return change.locks();
  }

  @Override
  public Half half(Schema from, Schema to) {
    return active ? change.half(from, to) : Half.EXPAND;
  }

  @Override
  public Change reverse() {
    return new OneWay(change.reverse(), !active);
  }

  @Override
  public Dependencies dependencies() {
    return change.dependencies();
  }

  @Override
  public List<Warning> warnings() {
    return active ? change.warnings() : List.of();
  }
}
