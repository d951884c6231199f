package dev.pgmigrate.maven;

import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Reads parameters that hold a secret, or may. With {@code -X} Maven prints what it puts into the
 * fields of a goal, also the text that a type of ours would be made of. A field of the type {@link
 * PlexusConfiguration} gets the parameter as the POM has it, {@code ${migrate.password}}: what that
 * stands for we ask ourselves, when it is needed.
 */
final class Hidden {
  private final PluginParameterExpressionEvaluator evaluator;

  Hidden(MavenSession session, MojoExecution execution) {
    this.evaluator = new PluginParameterExpressionEvaluator(session, execution);
  }

  /** What the parameter says, else its default; null: nothing. */
  @Nullable String text(@Nullable PlexusConfiguration parameter) {
    if (parameter == null) {
      return null;
    }
    String said = evaluated(parameter.getValue());
    return said == null ? evaluated(parameter.getAttribute("default-value")) : said;
  }

  private @Nullable String evaluated(@Nullable String expression) {
    try {
      Object value = expression == null ? null : evaluator.evaluate(expression);
      return value == null ? null : value.toString();
    } catch (ExpressionEvaluationException e) {
      // Its message may repeat the value.
      throw new IllegalStateException("A parameter of the goal cannot be read.");
    }
  }
}
