package dev.pgmigrate.ddl;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All pairs of types that Hibernate maps, as data. A pair that is not here has no cast: what its
 * values mean is not in the catalog.
 */
final class CastTable {
  /**
   * From, to, the expression, the values for which it fails, and what it loses or assumes. {@code
   * -} is PostgreSQL's own conversion, an at sign the column, {@code %} the new type; in braces a
   * condition that is used more than once.
   */
  private static final String ROWS =
      """
      smallint  | integer bigint real double numeric | - | |
      integer   | bigint double numeric              | - | |
      bigint    | numeric                            | - | |
      integer bigint | smallint | - | @ NOT BETWEEN {smallint} |
      bigint    | integer       | - | @ NOT BETWEEN {integer} |
      integer bigint | real     | - | | loses digits of @ beyond the sixth
      bigint    | double        | - | | loses digits of @ beyond the fifteenth
      numeric   | smallint      | - | round(@) NOT BETWEEN {smallint} | loses fractions of @, which is rounded
      numeric   | integer       | - | round(@) NOT BETWEEN {integer} | loses fractions of @, which is rounded
      numeric   | bigint        | - | round(@) NOT BETWEEN {bigint} | loses fractions of @, which is rounded
      numeric   | real          | - | abs(@) > 3.4e38 OR (@ <> 0 AND abs(@) < 1e-45) | loses digits of @ beyond the sixth
      numeric   | double        | - | abs(@) > 1.7e308 OR (@ <> 0 AND abs(@) < 1e-307) | loses digits of @ beyond the fifteenth
      real double | smallint    | - | @ NOT BETWEEN -32768.4 AND 32767.4 | loses fractions of @, which is rounded
      real double | integer     | - | @ NOT BETWEEN -2147483648.4 AND 2147483647.4 | loses fractions of @, which is rounded
      real double | bigint      | - | @ NOT BETWEEN -9.2233720368547e18 AND 9.2233720368547e18 | loses fractions of @, which is rounded
      real      | double        | - | |
      double    | real          | - | (abs(@) > 3.4e38 AND abs(@) <> 'Infinity') OR (@ <> 0 AND abs(@) < 1e-45) | loses digits of @ beyond the sixth
      real double | numeric     | @::text::% | |
      smallint integer bigint | boolean | @ <> 0 | | loses numbers of @ other than 0 and 1, which become true
      numeric real double     | boolean | @ <> 0 | | loses numbers of @ other than 0 and 1, which become true
      boolean   | integer       | @::integer | |
      boolean   | smallint bigint numeric real double | @::integer::% | |
      smallint integer bigint numeric real double | text varchar char | - | |
      boolean   | text varchar  | - | |
      boolean   | char | | | no nothing says which letters stand for true and false
      text varchar | char       | - | | loses blanks at the end of @
      varchar   | text          | - | |
      text      | varchar       | - | |
      char      | text varchar  | - | |
      text varchar char | smallint | @::% | CASE WHEN @ ~ {whole} THEN @::numeric NOT BETWEEN {smallint} ELSE @ IS NOT NULL END | loses spellings such as 007 in @
      text varchar char | integer | @::% | CASE WHEN @ ~ {whole} THEN @::numeric NOT BETWEEN {integer} ELSE @ IS NOT NULL END | loses spellings such as 007 in @
      text varchar char | bigint | @::% | CASE WHEN @ ~ {whole} THEN @::numeric NOT BETWEEN {bigint} ELSE @ IS NOT NULL END | loses spellings such as 007 in @
      text varchar char | numeric | @::% | @ !~ {number} | loses spellings such as 007 in @
      text varchar char | real | @::% | CASE WHEN @ ~ {number} THEN abs(@::numeric) > 3.4e38 ELSE @ IS NOT NULL END | loses spellings such as 007 in @
      text varchar char | double | @::% | @ !~ {number} | loses spellings such as 007 in @
      text varchar char | boolean | @::% | lower(btrim(@)) NOT IN ('t', 'tr', 'tru', 'true', 'f', 'fa', 'fal', 'fals', 'false', 'y', 'ye', 'yes', 'n', 'no', 'on', 'of', 'off', '1', '0') | loses spellings such as Y in @
      text varchar char | date  | @::% | @ !~ {date} | assumes dates such as 2024-12-31; others are read month first, and text after the date is ignored
      text varchar char | time  | @::% | @ !~ {time} | assumes times such as 23:59:59
      text varchar char | timestamp | @::% | @ !~ {timestamp} | assumes times such as 2024-12-31 23:59:59; a zone after them is ignored
      text varchar char | timestamptz | @::% | @ !~ {timestamptz} | assumes UTC for texts without a zone, and dates such as 2024-12-31
      text varchar char | interval | @::% | @ !~ {interval} OR btrim(@) = '' | assumes seconds for texts without a unit
      text varchar char | uuid  | @::% | @ !~ {uuid} |
      text varchar char | json  | @::% | @ !~ {json} | assumes that the text is JSON
      text varchar char | jsonb | @::% | @ !~ {json} | loses duplicate keys and spellings of the JSON in @
      text varchar char | inet  | @::% | @ !~ {inet} |
      text varchar char | bytea | convert_to(@, 'UTF8') | | assumes that the bytes shall be the text in UTF-8
      text varchar char | oid   | lo_from_bytea(0, convert_to(@, 'UTF8')) | | assumes that the large objects shall be the text in UTF-8
      date      | timestamp     | - | |
      date      | timestamptz   | @::timestamp AT TIME ZONE 'UTC' | | assumes midnight in UTC
      date time timestamp interval | text varchar char | - | |
      timestamp | date          | - | | loses the times of @
      timestamp | time          | - | | loses the dates of @
      timestamp | timestamptz   | @ AT TIME ZONE 'UTC' | | assumes that the old values are in UTC
      timestamptz | timestamp   | @ AT TIME ZONE 'UTC' | | assumes that the new values shall be in UTC
      timestamptz | date        | (@ AT TIME ZONE 'UTC')::date | | loses the times of @ (the dates are those in UTC)
      timestamptz | time        | (@ AT TIME ZONE 'UTC')::time | | loses the dates of @ (the times are those in UTC)
      timestamptz | timetz      | @::timetz AT TIME ZONE 'UTC' | | loses the dates of @ (the times are those in UTC)
      timestamptz | text varchar char | - | | assumes that the new values shall be in UTC
      time      | timetz        | (@::text \\|\\| '+00')::timetz | | assumes that the old values are in UTC
      time      | interval      | - | |
      timetz    | time          | (@ AT TIME ZONE 'UTC')::time | | loses the zones of @ (the times are those in UTC)
      timetz    | text varchar char | - | |
      text varchar char | timetz | @::% | @ !~ {timetz} | assumes UTC for texts without a zone
      interval  | time          | - | | loses days and signs of @
      interval  | smallint integer bigint numeric real double | | | no nothing says which unit it is; for a Duration in nanoseconds: extract(epoch FROM @) * 1000000000
      smallint integer bigint numeric real double | interval | | | no nothing says which unit it is; for a Duration in nanoseconds: (trunc(@ / 1000)::text \\|\\| ' microseconds')::interval
      smallint integer bigint numeric real double | date time timetz timestamp timestamptz | | | no nothing says which unit it is; for seconds since 1970: to_timestamp(@)
      uuid      | text varchar char | - | |
      uuid      | bytea         | uuid_send(@) | |
      bytea     | uuid          | encode(@, 'hex')::uuid | length(@) <> 16 |
      uuid      | smallint integer bigint numeric | | | no a UUID is not a number; the rows need new keys
      smallint integer bigint numeric | uuid | | | no a number is not a UUID; the rows need new keys
      bytea     | text varchar char | convert_from(@, 'UTF8') | encode(@, 'hex') !~ {utf8} | assumes that the bytes are text in UTF-8
      bytea     | oid           | lo_from_bytea(0, @) | |
      oid       | bytea         | lo_get(@) | {lost} | assumes that no other row uses the large objects; they remain until lo_unlink
      oid       | text varchar char | convert_from(lo_get(@), 'UTF8') | {lost} | assumes text in UTF-8, and that no other row uses the large objects; they remain until lo_unlink
      oid       | bigint        | - | | assumes plain numbers; of a large object it keeps only the number
      bigint    | oid           | - | @ NOT BETWEEN 0 AND 4294967295 | assumes that each number is the oid of a large object
      smallint integer bigint numeric boolean | json | to_json(@) | |
      smallint integer bigint numeric boolean | jsonb | to_jsonb(@) | |
      real double | json      | to_json(@) | | assumes neither NaN nor Infinity: they would become strings
      real double | jsonb     | to_jsonb(@) | | assumes neither NaN nor Infinity: they would become strings
      json      | jsonb         | - | {nul} | loses duplicate keys, blanks and the order of keys in @
      jsonb     | json          | - | |
      json jsonb | text varchar char | - | |
      json jsonb | smallint | @::text::% | CASE WHEN @::text ~ {whole} THEN @::text::numeric NOT BETWEEN {smallint} ELSE @ IS NOT NULL END |
      json jsonb | integer  | @::text::% | CASE WHEN @::text ~ {whole} THEN @::text::numeric NOT BETWEEN {integer} ELSE @ IS NOT NULL END |
      json jsonb | bigint   | @::text::% | CASE WHEN @::text ~ {whole} THEN @::text::numeric NOT BETWEEN {bigint} ELSE @ IS NOT NULL END |
      json jsonb | real     | @::text::% | CASE WHEN @::text ~ {number} THEN abs(@::text::numeric) > 3.4e38 ELSE @ IS NOT NULL END |
      json jsonb | double numeric | @::text::% | @::text !~ {number} |
      json jsonb | boolean  | @::text::% | btrim(@::text) NOT IN ('true', 'false') |
      inet      | text varchar char | abbrev(@) | |
      cidr      | inet text varchar char | - | |
      inet      | cidr          | - | | loses host bits of @
      macaddr   | macaddr8 text varchar char | - | |
      macaddr8  | macaddr text varchar char | - | |
      bit       | varbit text varchar char | - | |
      varbit    | bit text varchar char | - | |
      money     | numeric text varchar char | - | |
      smallint integer bigint numeric | money | - | |
      xml       | text varchar char | - | |
      text varchar char | xml  | @::% | btrim(@) = '' | assumes that the text is XML
      """;

  /** A byte of the hexadecimal form that goes on a character of several. */
  private static final String MORE = "[89ab][0-9a-f]";

  private static final String DAY =
      "[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
          + "|02-(0[1-9]|[12][0-9]))";
  private static final String CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]+)?)?";
  private static final String ZONE = "(Z| ?[-+][0-9]{2}(:?[0-9]{2})?)?";

  private static final Map<String, String> CONDITIONS =
      Map.ofEntries(
          Map.entry("{smallint}", "-32768 AND 32767"),
          Map.entry("{integer}", "-2147483648 AND 2147483647"),
          Map.entry("{bigint}", "-9223372036854775808 AND 9223372036854775807"),
          Map.entry("{whole}", "'^\\s*[-+]?[0-9]{1,99}\\s*$'"),
          Map.entry(
              "{number}",
              "'^\\s*[-+]?([0-9]{1,99}\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,2})?\\s*$'"),
          Map.entry("{date}", "'^" + DAY + "$'"),
          Map.entry("{time}", "'^" + CLOCK + "$'"),
          Map.entry("{timetz}", "'^" + CLOCK + ZONE + "$'"),
          Map.entry("{timestamp}", "'^" + DAY + "([ T]" + CLOCK + ")?$'"),
          Map.entry("{timestamptz}", "'^" + DAY + "([ T]" + CLOCK + ZONE + ")?$'"),
          Map.entry(
              "{interval}",
              "'^(-?P[0-9YMWDTHS.-]+|([-+]?[0-9]+(\\.[0-9]+)? *(year|mon|month|week|day|hour|min|"
                  + "minute|sec|second)s? *)*([-+]?[0-9]+:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?)?)$'"),
          Map.entry("{uuid}", "'^\\{?([0-9a-fA-F]{4}-?){8}\\}?$'"),
          Map.entry(
              "{inet}",
              "'^(([0-9]{1,3}\\.){3}[0-9]{1,3}|[0-9a-fA-F]*:[0-9a-fA-F]*:[0-9a-fA-F:.]*)"
                  + "(/[0-9]{1,3})?$'"),
          Map.entry("{json}", "'^\\s*([\\[{\"]|-?[0-9]|true\\s*$|false\\s*$|null\\s*$)'"),
          Map.entry("{nul}", "@::text ~ '(^|[^\\\\])(\\\\\\\\)*\\\\u0000'"),
          Map.entry(
              "{utf8}",
              "'^((0[1-9a-f]|[1-7][0-9a-f])|(c[2-9a-f]|d[0-9a-f])"
                  + MORE
                  + "|e[0-9a-f]("
                  + MORE
                  + "){2}|f[0-4]("
                  + MORE
                  + "){3})*$'"),
          Map.entry(
              "{lost}",
              "@ IS NOT NULL AND NOT EXISTS (SELECT FROM pg_largeobject_metadata l WHERE l.oid ="
                  + " @)"));

  private static final Map<String, Cast> CASTS = new HashMap<>();
  private static final Set<String> TYPES = new LinkedHashSet<>();

  static {
    ROWS.lines().forEach(CastTable::read);
  }

  private CastTable() {}

  /** The types that the table is about, as {@link TypeName#base} spells them. */
  static Set<String> types() {
    return TYPES;
  }

  /** The cast of a pair of types, which may not be the same; null where there is none. */
  static @Nullable Cast find(String from, String to) {
    return CASTS.get(from + ">" + to);
  }

  private static void read(String row) {
    List<String> cells =
        List.of(row.split("(?<!\\\\)\\|", -1)).stream().map(CastTable::unescaped).toList();
    for (String from : types(cells.get(0))) {
      for (String to : types(cells.get(1))) {
        if (CASTS.put(from + ">" + to, cast(cells)) != null) {
          throw new IllegalStateException("twice: " + from + " " + to);
        }
      }
    }
  }

  private static List<String> types(String cell) {
    List<String> types =
        List.of(cell.split(" +")).stream()
            .map(type -> type.equals("double") ? "double precision" : type)
            .toList();
    TYPES.addAll(types);
    return types;
  }

  private static Cast cast(List<String> cells) {
    String using = cells.get(2);
    String misfit = cells.get(3);
    for (Map.Entry<String, String> condition : CONDITIONS.entrySet()) {
      misfit = misfit.replace(condition.getKey(), condition.getValue());
    }
    String note = cells.get(4);
    Cast.Kind kind =
        note.startsWith("loses ")
            ? Cast.Kind.LOSES
            : note.startsWith("assumes ")
                ? Cast.Kind.ASSUMES
                : note.startsWith("no ") ? Cast.Kind.NONE : Cast.Kind.EXACT;
    return new Cast(
        kind,
        using.equals("-") || using.isEmpty() ? null : using,
        misfit.isEmpty() ? null : misfit,
        kind == Cast.Kind.EXACT ? "" : note.substring(note.indexOf(' ') + 1));
  }

  private static String unescaped(String cell) {
    return cell.replace("\\|", "|").strip();
  }
}
