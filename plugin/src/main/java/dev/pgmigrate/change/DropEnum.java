package dev.pgmigrate.change;

import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.EnumType;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Statement;
import java.util.List;

/** An enum type goes. */
public record DropEnum(EnumType type) implements Change {
  @Override
  public ObjectId object() {
    return type.id();
  }

  @Override
  public String line() {
    return ObjectWords.name(object());
  }

  @Override
  public List<Statement> up() {
    return SqlText.statements("DROP TYPE " + SqlText.name(object()));
  }

  @Override
  public Half half(Schema from, Schema to) {
    return Half.CONTRACT;
  }

  @Override
  public Change reverse() {
    return new CreateEnum(type);
  }

  @Override
  public Dependencies dependencies() {
    return reverse().dependencies().reversed();
  }
}
