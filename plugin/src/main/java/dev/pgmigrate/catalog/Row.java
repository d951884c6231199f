package dev.pgmigrate.catalog;

import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.QualifiedName;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The current row of a catalog query, by the names of its columns. */
final class Row {
  private final ResultSet set;

  Row(ResultSet set) {
    this.set = set;
  }

  /** An oid or another number; 0 for null, as the catalogs have it. */
  long number(String column) throws SQLException {
    return set.getLong(column);
  }

  int integer(String column) throws SQLException {
    return set.getInt(column);
  }

  @Nullable Integer integerOrNull(String column) throws SQLException {
    int value = set.getInt(column);
    return set.wasNull() ? null : value;
  }

  boolean is(String column) throws SQLException {
    return set.getBoolean(column);
  }

  String text(String column) throws SQLException {
    return Objects.requireNonNull(set.getString(column), column);
  }

  @Nullable String textOrNull(String column) throws SQLException {
    return set.getString(column);
  }

  /** A name of the columns {@code <prefix>_namespace} and {@code <prefix>_name}. */
  QualifiedName name(String prefix) throws SQLException {
    return new QualifiedName(text(prefix + "_namespace"), text(prefix + "_name"));
  }

  @Nullable QualifiedName nameOrNull(String prefix) throws SQLException {
    return textOrNull(prefix + "_namespace") == null ? null : name(prefix);
  }

  /** An expression of the columns {@code <column>} and {@code <column>_pretty}. */
  Expression expression(String column) throws SQLException {
    return new Expression(text(column), text(column + "_pretty"));
  }

  @Nullable Expression expressionOrNull(String column) throws SQLException {
    return textOrNull(column) == null ? null : expression(column);
  }

  DataType type() throws SQLException {
    return new DataType(text("type"), nameOrNull("user_defined"));
  }

  /** An array of texts; empty for null. */
  List<String> texts(String column) throws SQLException {
    Array array = set.getArray(column);
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }

  /** An array of int2; empty for null. */
  List<Integer> integers(String column) throws SQLException {
    Array array = set.getArray(column);
    return array == null
        ? List.of()
        : Arrays.stream((Short[]) array.getArray()).map(Short::intValue).toList();
  }

  /** An array of {@code key=value}, in its order; empty for null. */
  Map<String, String> parameters(String column) throws SQLException {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String parameter : texts(column)) {
      int equals = parameter.indexOf('=');
      parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1));
    }
    return parameters;
  }
}
