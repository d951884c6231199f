package dev.pgmigrate.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The build server that runs us, and what its environment says of the branch that a change is
 * merged into.
 *
 * @param name what people call it; empty when none is known
 * @param target the branch that the pull request is merged into; null when the build is of none
 * @param base the commit where the server says that the pull request has left it; null: it names
 *     none
 * @param usual the branch that is merged into where nothing else is said; null: it names none
 * @param wholeClone how its clone gets the whole history; empty: unknown
 */
@API(status = API.Status.EXPERIMENTAL)
public record BuildServer(
    String name,
    @Nullable String target,
    @Nullable String base,
    @Nullable String usual,
    String wholeClone) {
  /** None that is known. */
  public static final BuildServer NONE = new BuildServer("", null, null, null, "");

  private static final String REFS = "refs/heads/";

  /** The one that set these variables. */
  public static BuildServer of(Map<String, String> environment) {
    if (has(environment, "GITLAB_CI")) {
      return new BuildServer(
          "GitLab",
          value(environment, "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"),
          value(environment, "CI_MERGE_REQUEST_DIFF_BASE_SHA"),
          value(environment, "CI_DEFAULT_BRANCH"),
          "In .gitlab-ci.yml: 'variables: { GIT_DEPTH: \"0\" }'");
    }
    if (has(environment, "GITHUB_ACTIONS")) {
      return new BuildServer(
          "GitHub",
          value(environment, "GITHUB_BASE_REF"),
          null,
          null,
          "At actions/checkout: 'with: { fetch-depth: 0 }'");
    }
    if (has(environment, "BITBUCKET_BUILD_NUMBER")) {
      return new BuildServer(
          "Bitbucket",
          value(environment, "BITBUCKET_PR_DESTINATION_BRANCH"),
          null,
          null,
          "In bitbucket-pipelines.yml: 'clone: { depth: full }'");
    }
    if (has(environment, "TF_BUILD")) {
      return new BuildServer(
          "Azure Pipelines",
          value(environment, "SYSTEM_PULLREQUEST_TARGETBRANCH"),
          null,
          null,
          "At 'checkout: self': 'fetchDepth: 0'");
    }
    if (has(environment, "JENKINS_URL")) {
      return new BuildServer(
          "Jenkins",
          value(environment, "CHANGE_TARGET"),
          null,
          null,
          "In the job's Git settings, advanced clone behaviours: no shallow clone");
    }
    return NONE;
  }

  /** Whether the build is of a pull request. */
  public boolean ofPullRequest() {
    return target != null;
  }

  /** The command, or setting, by which a clone gets a branch that it lacks. */
  public String fetch(String branch) {
    String command = "git fetch origin " + branch + ":refs/remotes/origin/" + branch;
    return wholeClone.isEmpty()
        ? command
        : wholeClone + "; and where that is not enough: " + command;
  }

  /** The command, or setting, by which a shallow clone gets its history. */
  public String deepen() {
    return wholeClone.isEmpty()
        ? "git fetch --unshallow"
        : wholeClone + "; or: git fetch --unshallow";
  }

  /** What to compare with, the best first: names as Git knows them. */
  public List<String> candidates() {
    List<String> names = new ArrayList<>();
    if (target != null) {
      names.addAll(List.of("origin/" + target, target));
      if (base != null) {
        names.add(base);
      }
      return names;
    }
    if (usual != null) {
      names.addAll(List.of("origin/" + usual, usual));
    }
    names.addAll(List.of("origin/HEAD", "origin/main", "origin/master"));
    return names;
  }

  private static boolean has(Map<String, String> environment, String name) {
    return value(environment, name) != null;
  }

  private static @Nullable String value(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "").strip();
    if (value.startsWith(REFS)) {
      value = value.substring(REFS.length());
    }
    return value.isEmpty() ? null : value;
  }
}
