package dev.pgmigrate.ddl;

import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.IndexKey;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.sql.DefaultNamespace;
import dev.pgmigrate.sql.Identifier;
import dev.pgmigrate.sql.Lexer;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.sql.Token;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names, types and the other small pieces of SQL that every statement is made of. */
public final class SqlText {
  /** Types of pg_catalog with a name that somebody else's type may well have. */
  private static final Set<String> BUILT_IN =
      Set.of(
          "bit",
          "bool",
          "box",
          "bytea",
          "char",
          "cidr",
          "circle",
          "date",
          "float4",
          "float8",
          "inet",
          "int2",
          "int4",
          "int8",
          "interval",
          "json",
          "jsonb",
          "jsonpath",
          "line",
          "lseg",
          "macaddr",
          "money",
          "name",
          "numeric",
          "oid",
          "path",
          "point",
          "polygon",
          "record",
          "refcursor",
          "text",
          "tid",
          "time",
          "timestamp",
          "timestamptz",
          "timetz",
          "unknown",
          "uuid",
          "varbit",
          "varchar",
          "void",
          "xid",
          "xml");

  /** Words of operators that PostgreSQL takes in a column's DEFAULT in parentheses only. */
  private static final Set<String> WIDE =
      Set.of(
          "all",
          "and",
          "any",
          "at",
          "between",
          "collate",
          "ilike",
          "in",
          "is",
          "isnull",
          "like",
          "not",
          "notnull",
          "or",
          "overlaps",
          "similar",
          "some");

  private static final Pattern CALL = Pattern.compile("[\\p{L}_][\\p{L}0-9_$.]*\\(");

  private SqlText() {}

  public static List<Statement> statements(String... sql) {
    return List.of(sql).stream().map(Statement::of).toList();
  }

  public static List<Statement> statements(List<String> sql) {
    return sql.stream().map(Statement::of).toList();
  }

  public static String name(String name) {
    return Identifier.quote(name);
  }

  public static String name(QualifiedName name) {
    return DefaultNamespace.is(name.namespace())
        ? name(name.name())
        : name(name.namespace()) + "." + name(name.name());
  }

  /** A relation or type by its id. */
  public static String name(ObjectId id) {
    return switch (id.kind()) {
      case NAMESPACE -> name(id.name());
      case ENUM, DOMAIN, COMPOSITE, RANGE -> typeName(id.qualifiedName());
      default -> name(id.qualifiedName());
    };
  }

  /** PostgreSQL looks for a type among its own first: one that is named like them is qualified. */
  public static String typeName(QualifiedName name) {
    return BUILT_IN.contains(name.name())
        ? name(name.namespace()) + "." + name(name.name())
        : name(name);
  }

  public static String list(Collection<String> names) {
    return names.stream().map(SqlText::name).collect(Collectors.joining(", ", "(", ")"));
  }

  /** A body between dollar quotes that stand nowhere in it. */
  public static String body(String sql) {
    String quote = "$$";
    for (int i = 1; sql.contains(quote); i++) {
      quote = "$body" + i + "$";
    }
    return quote + "\n" + sql + quote;
  }

  public static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  public static String literals(List<String> texts) {
    return texts.stream().map(SqlText::literal).collect(Collectors.joining(", "));
  }

  /** The expression in parentheses, unless it stands in a pair of its own already. */
  public static String parenthesised(Expression expression) {
    String text = expression.text();
    return enclosed(text) ? text : "(" + text + ")";
  }

  /**
   * The expression as it stands after DEFAULT where more of a definition may follow: with
   * parentheses around operators that could be taken for the next constraint.
   */
  public static String defaultValue(Expression expression) {
    int depth = 0;
    for (Token token : Lexer.tokens(expression.text())) {
      depth += token.is("(") || token.is("[") ? 1 : token.is(")") || token.is("]") ? -1 : 0;
      if (depth == 0 && token.kind() == Token.Kind.WORD && WIDE.contains(token.folded())) {
        return "(" + expression.text() + ")";
      }
    }
    return expression.text();
  }

  private static boolean enclosed(String text) {
    int depth = 0;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      }
      if (depth == 0 && quote == 0) {
        return i == text.length() - 1 && c == ')';
      }
    }
    return false;
  }

  /**
   * Whether it is one function call, which as an index key needs no parentheses around it: the
   * catalog prints all else in parentheses.
   */
  public static boolean isCall(Expression expression) {
    Matcher call = CALL.matcher(expression.text());
    return !enclosed(expression.canonical())
        && call.lookingAt()
        && enclosed(expression.text().substring(call.end() - 1));
  }

  /** The type in its shortest usual spelling, without the default namespace. */
  public static String type(DataType type) {
    String text = type.text();
    QualifiedName user = type.userDefined();
    if (user != null) {
      String prefix = Identifier.quote(DefaultNamespace.name()) + ".";
      return DefaultNamespace.is(user.namespace())
              && text.startsWith(prefix)
              && !BUILT_IN.contains(user.name())
          ? text.substring(prefix.length())
          : text;
    }
    return TypeName.shortened(text);
  }

  static String parameters(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(e -> parameterName(e.getKey()) + " = " + parameterValue(e.getValue()))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  static String parameterNames(Collection<String> names) {
    return names.stream().map(SqlText::parameterName).collect(Collectors.joining(", ", "(", ")"));
  }

  private static String parameterName(String name) {
    return name.startsWith("toast.") ? "toast." + name(name.substring(6)) : name(name);
  }

  private static String parameterValue(String value) {
    return value.matches("[a-z]+|-?[0-9]+(\\.[0-9]+)?") ? value : literal(value);
  }

  /** PostgreSQL's own collations are found on every search_path. */
  public static String collation(QualifiedName collation) {
    return collation.namespace().equals("pg_catalog") ? name(collation.name()) : name(collation);
  }

  static String key(IndexKey key) {
    String column = key.column();
    Expression expression = key.expression();
    StringBuilder sql = new StringBuilder();
    if (column != null) {
      sql.append(name(column));
    } else if (expression != null) {
      sql.append(isCall(expression) ? expression.text() : parenthesised(expression));
    }
    QualifiedName collation = key.collation();
    if (collation != null) {
      sql.append(" COLLATE ").append(collation(collation));
    }
    if (key.operatorClass() != null) {
      sql.append(" ").append(key.operatorClass());
    }
    if (key.descending()) {
      sql.append(" DESC");
    }
    if (key.nullsFirst() != key.descending()) {
      sql.append(key.nullsFirst() ? " NULLS FIRST" : " NULLS LAST");
    }
    return sql.toString();
  }
}
