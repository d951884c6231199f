package dev.pgmigrate.change;

import dev.pgmigrate.ddl.CommentSql;
import dev.pgmigrate.ddl.IndexSql;
import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.Parameters;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.ddl.TableSql;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.PartitionPart;
import dev.pgmigrate.schema.PartitionPart.Settings;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The index, key or foreign key of a partition gets what its parent's has not: a parameter, a
 * tablespace, a comment.
 *
 * @param table the partition afterwards
 * @param forth what is changed on the way up; null for nothing
 * @param back what is changed on the way down; null for nothing
 */
public record AlterPart(Table table, @Nullable Way forth, @Nullable Way back) implements Change {
  /**
   * What a part has, and what it shall have.
   *
   * @param part under the name that it has then
   */
  public record Way(PartitionPart part, Settings from, Settings to) {}

  private Way either() {
    return Objects.requireNonNull(forth == null ? back : forth);
  }

  @Override
  public ObjectId object() {
    return named(table.name(), either().part().name());
  }

  private static ObjectId named(QualifiedName table, String index) {
    return ObjectId.of(ObjectKind.INDEX, new QualifiedName(table.namespace(), index));
  }

  @Override
  public Optional<ObjectId> tableId() {
    return Optional.of(table.id());
  }

  @Override
  public String line() {
    return ObjectWords.name(object()) + ": settings of its own, below " + either().part().parent();
  }

  @Override
  public List<Statement> up() {
    return forth == null ? List.of() : SqlText.statements(sql(forth));
  }

  private List<String> sql(Way way) {
    String index = IndexSql.name(table, way.part().name());
    String alter = "ALTER INDEX " + index;
    Settings from = way.from();
    Settings to = way.to();
    Map<String, String> before = from.parameters();
    Map<String, String> after = to.parameters();
    List<String> sql = new ArrayList<>();
    sql.addAll(Parameters.tablespace(alter, from.tablespace(), to.tablespace()));
    sql.addAll(Parameters.between(alter, Parameters.plain(before), Parameters.plain(after)));
    sql.addAll(Parameters.statistics(alter, before, after));
    if (from.clustered() != to.clustered()) {
      sql.add(
          to.clustered()
              ? IndexSql.clusterOn(table, way.part().name())
              : "ALTER TABLE " + SqlText.name(table.name()) + " SET WITHOUT CLUSTER");
    }
    if (!Objects.equals(from.comment(), to.comment())) {
      sql.add(CommentSql.set("INDEX " + index, to.comment()));
    }
    if (!Objects.equals(from.constraintComment(), to.constraintComment())) {
      sql.add(
          CommentSql.set(
              "CONSTRAINT " + SqlText.name(way.part().name()) + " ON " + SqlText.name(table.name()),
              to.constraintComment()));
    }
    return sql;
  }

  @Override
  public Half half(Schema from, Schema to) {
    return Half.EXPAND;
  }

  @Override
  public Change reverse() {
    return new AlterPart(table, back, forth);
  }

  @Override
  public Dependencies dependencies() {
    Set<ObjectId> needs = new TreeSet<>(TableSql.place(table));
    needs.add(table.id());
    for (ObjectId parent : TableSql.parents(table)) {
      String part = either().part().parent();
      needs.add(named(parent.qualifiedName(), part));
      for (ObjectKind kind :
          List.of(ObjectKind.PRIMARY_KEY, ObjectKind.UNIQUE, ObjectKind.FOREIGN_KEY)) {
        needs.add(ObjectId.of(kind, parent.qualifiedName(), part));
      }
    }
    return Dependencies.NONE.needing(needs).releasing(needs);
  }
}
