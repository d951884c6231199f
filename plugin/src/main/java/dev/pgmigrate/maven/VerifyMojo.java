package dev.pgmigrate.maven;

import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Compiles and proves the history of migrations: there is one head, it replays from zero, it says
 * what the entities say, a held contract revision blocks nothing; each new revision goes down and
 * up again, and the rules judge what its statements are seen to do. Writes to no database but
 * throw-away ones.
 */
@Mojo(
    name = "verify",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
public final class VerifyMojo extends VerifyNoForkMojo {}
