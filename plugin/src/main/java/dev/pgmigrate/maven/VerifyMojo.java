package dev.pgmigrate.maven;

import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Compiles and proves the history of migrations: there is one head, the history replays from zero
 * and makes the schema of the entities, a held contract revision blocks nothing. Takes each new
 * revision back and applies it again; the rules judge the observed effects of its statements.
 * Writes only to throw-away databases.
 */
@Mojo(
    name = "verify",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
public final class VerifyMojo extends VerifyNoForkMojo {}
