package dev.pgmigrate.intent;

import dev.pgmigrate.schema.DataType;
import dev.pgmigrate.schema.GeneratedName;
import dev.pgmigrate.schema.Identity;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.schema.SequenceOptions;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.Unique;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the desired schema says although nobody wrote it: JPA has a default for a length, and the
 * columns of a key come in an order of Hibernate's own. A new object gets it; one that is there
 * serves as it is.
 *
 * @param tables those that entities state: what schema files state is written
 * @param sequences those that entities state: start and increment are all that they say of one
 * @param properties the columns that a property maps to: all but discriminators and their like
 */
public record Unwritten(
    Set<QualifiedName> tables, Set<QualifiedName> sequences, Set<ObjectId> properties) {
  /** Every word was written by somebody. */
  public static final Unwritten NOTHING = new Unwritten(Set.of(), Set.of(), Set.of());

  /** The default of {@code @Column(length)}. */
  private static final int LENGTH = 255;

  /** The default of {@code @DiscriminatorColumn(length)}; a property has it only if written. */
  private static final int DISCRIMINATOR = 31;

  /** Of BigDecimal, BigInteger and Duration. */
  private static final Set<String> NUMBERS =
      Set.of("numeric(38,2)", "numeric(38,0)", "numeric(21,0)");

  private static final Pattern STRING = Pattern.compile("character varying(?:\\(([0-9]+)\\))?");
  private static final Pattern NUMBER = Pattern.compile("numeric(\\(.+\\))?");
  private static final Pattern TIME =
      Pattern.compile("(timestamp|time)(?:\\(([0-9])\\))?( with(?:out)? time zone)");
  private static final Pattern INTERVAL =
      Pattern.compile("interval(?: (?:[a-z]+ to )?second)?(?:\\(([0-9])\\))?");

  public Unwritten {
    tables = Set.copyOf(tables);
    sequences = Set.copyOf(sequences);
    properties = Set.copyOf(properties);
  }

  /**
   * Whether a column of one of the tables serves as it is, since the length, precision and scale
   * that are stated are the defaults. Reflection cannot tell a default from the same value written
   * down.
   *
   * @param found what the column holds: of a domain, which no entity states, what it is over
   */
  boolean takes(ObjectId column, DataType stated, DataType found) {
    return tables.contains(column.qualifiedName())
        && (stated.holdsSameAs(found)
            || (isArray(stated) == isArray(found)
                && takes(stated, found, properties.contains(column))));
  }

  private static boolean takes(DataType stated, DataType found, boolean isProperty) {
    boolean citext = found.userDefined() != null && found.userDefined().name().equals("citext");
    if (stated.userDefined() != null || (found.userDefined() != null && !citext)) {
      return false;
    }
    String type = element(stated);
    String other = citext ? "text" : element(found);
    if (isLength(type, LENGTH) || (!isProperty && isLength(type, DISCRIMINATOR))) {
      return other.equals("text") || isRoomy(other, length(type));
    }
    if (NUMBERS.contains(type)) {
      // The default of another Java type is another statement: a BigInteger became a BigDecimal.
      return NUMBER.matcher(other).matches() && !NUMBERS.contains(other);
    }
    Matcher time = TIME.matcher(type);
    Matcher otherTime = TIME.matcher(other);
    if (time.matches() && otherTime.matches()) {
      return isSix(time.group(2))
          && time.group(1).equals(otherTime.group(1))
          && time.group(3).equals(otherTime.group(3));
    }
    Matcher interval = INTERVAL.matcher(type);
    return interval.matches() && isSix(interval.group(1)) && INTERVAL.matcher(other).matches();
  }

  /**
   * Whether the columns of a unique constraint may come in any order: those of a natural key are in
   * an order of Hibernate's own, and reflection cannot tell its constraint from another without a
   * name.
   */
  boolean hasAnyOrder(Table table, Unique stated) {
    return tables.contains(table.name())
        && !stated.isTemporal()
        && GeneratedName.isOf(stated, table);
  }

  /**
   * Whether all that is stated of an identity is that there is one: ALWAYS and the options of one
   * that is there are the database's own.
   */
  boolean isAnyIdentity(QualifiedName table, Identity stated) {
    return tables.contains(table)
        && !stated.always()
        && stated.options().equals(SequenceOptions.defaults(stated.options().type()));
  }

  /**
   * What is stated of a sequence that counts already. Where it started is history; of one that
   * entities state, all but the increment is the database's own.
   */
  Sequence settled(Sequence stated, Sequence found) {
    boolean mapped = sequences.contains(stated.name()) && stated.aspects().containsKey("options");
    SequenceOptions options =
        mapped ? settled(stated.options(), found.options()) : stated.options();
    return stated.withOptions(options.startedAt(found.options().start()));
  }

  private static SequenceOptions settled(SequenceOptions stated, SequenceOptions found) {
    SequenceOptions unstated = SequenceOptions.defaults("bigint");
    return new SequenceOptions(
        stated.type().equals(unstated.type()) ? found.type() : stated.type(),
        stated.start(),
        stated.increment(),
        stated.minValue() == unstated.minValue() ? found.minValue() : stated.minValue(),
        stated.maxValue() == unstated.maxValue() ? found.maxValue() : stated.maxValue(),
        stated.cache() == unstated.cache() ? found.cache() : stated.cache(),
        stated.cycle() || found.cycle());
  }

  /**
   * Whether somebody must have written the type of a column, where one at its default would take
   * it: model.lock remembers that, so that it can be taken back.
   */
  static boolean isWritten(ObjectId column, String aspect, Object value) {
    if (column.kind() != ObjectKind.COLUMN
        || !aspect.equals("type")
        || !(value instanceof DataType type)) {
      return false;
    }
    String text = element(type);
    boolean string = text.equals("text") || (isRoomy(text, LENGTH) && !isLength(text, LENGTH));
    boolean number = NUMBER.matcher(text).matches() && !NUMBERS.contains(text);
    Matcher time = TIME.matcher(text);
    Matcher interval = INTERVAL.matcher(text);
    return type.userDefined() != null
        || string
        || number
        || (time.matches() && !isSix(time.group(2)))
        || (interval.matches() && !isSix(interval.group(1)));
  }

  private static boolean isLength(String type, int length) {
    return type.equals("character varying(" + length + ")");
  }

  private static boolean isRoomy(String type, int length) {
    Matcher string = STRING.matcher(type);
    return string.matches() && (string.group(1) == null || length(type) >= length);
  }

  private static int length(String type) {
    Matcher string = STRING.matcher(type);
    return string.matches() && string.group(1) != null ? Integer.parseInt(string.group(1)) : 0;
  }

  private static boolean isSix(@Nullable String precision) {
    return precision == null || precision.equals("6");
  }

  private static boolean isArray(DataType type) {
    return type.text().endsWith("[]");
  }

  private static String element(DataType type) {
    return isArray(type) ? type.text().substring(0, type.text().length() - 2) : type.text();
  }
}
