package dev.pgmigrate.config;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A JDBC URL as it may be shown. */
public final class JdbcUrl {
  static final String PREFIX = "jdbc:postgresql:";

  private static final Pattern SECRET =
      Pattern.compile("(?i)[^=]*(?:pass|pwd|secret|token|credential)[^=]*=.*");
  private static final Pattern USER_INFO = Pattern.compile("(//)[^/?]*@");

  private JdbcUrl() {}

  /** The URL without what is, or may be, a secret: passwords among its parameters, user info. */
  public static String withoutSecrets(String url) {
    int question = url.indexOf('?');
    String address = question < 0 ? url : url.substring(0, question);
    String shown = USER_INFO.matcher(address).replaceAll("$1");
    if (question < 0) {
      return shown;
    }
    String parameters =
        Arrays.stream(url.substring(question + 1).split("&", -1))
            .filter(parameter -> !SECRET.matcher(parameter).matches())
            .collect(Collectors.joining("&"));
    return parameters.isEmpty() ? shown : shown + "?" + parameters;
  }
}
