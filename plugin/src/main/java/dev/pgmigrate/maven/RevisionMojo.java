package dev.pgmigrate.maven;

import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Compiles, compares the entities with the history of migrations, and writes the difference as the
 * next revision. Needs no database; if one is configured, it also reports its drift.
 */
@Mojo(
    name = "revision",
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
public final class RevisionMojo extends RevisionNoForkMojo {}
