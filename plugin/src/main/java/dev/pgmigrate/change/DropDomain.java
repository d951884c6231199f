package dev.pgmigrate.change;

import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.sql.Statement;
import java.util.List;

/** A domain goes. */
public record DropDomain(Domain domain) implements Change {
  @Override
  public ObjectId object() {
    return domain.id();
  }

  @Override
  public String line() {
    return ObjectWords.name(object());
  }

  @Override
  public List<Statement> up() {
    return SqlText.statements("DROP DOMAIN " + SqlText.name(object()));
  }

  @Override
  public Half half(Schema from, Schema to) {
    return Half.CONTRACT;
  }

  @Override
  public Change reverse() {
    return new CreateDomain(domain);
  }

  @Override
  public Dependencies dependencies() {
    return reverse().dependencies().reversed();
  }
}
