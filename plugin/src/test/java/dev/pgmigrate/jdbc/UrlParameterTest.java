package dev.pgmigrate.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGProperty;

class UrlParameterTest {
  @ParameterizedTest
  @EnumSource(PGProperty.class)
  void eachParameterOfTheDriverIsDecided(PGProperty parameter) {
    assertThat(UrlParameter.of(parameter))
        .as("a parameter of the driver: what becomes of it in a URL?")
        .isNotNull();
  }

  /** Whatever it is, nobody need see it in full to know which database is meant. */
  @ParameterizedTest
  @EnumSource(
      value = PGProperty.class,
      mode = EnumSource.Mode.MATCH_ANY,
      names = {".*PASSWORD", ".*_ARG", "OPTIONS"})
  void secretsAreNotShown(PGProperty parameter) {
    JdbcUrl url = JdbcUrl.of("jdbc:postgresql://db/x?" + parameter.getName() + "=s3cret");
    assertThat(url).hasToString("jdbc:postgresql://db/x");
  }

  @ParameterizedTest
  @MethodSource("overridden")
  void whatIsOverriddenIsSaid(UrlParameter parameter) {
    String name = parameter.property().getName();
    assertThat(JdbcUrl.of("jdbc:postgresql://db/x?" + name + "=other").overridden().orElseThrow())
        .contains(name + " (" + parameter.why());
  }

  static Stream<UrlParameter> overridden() {
    return UrlParameter.overridden().stream();
  }
}
