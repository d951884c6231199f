/**
 * The library API. Each goal is one class with an input record, a result record and a method {@code
 * run}.
 *
 * <p>A command works without Maven. It never asks and never prints: it returns its questions.
 */
@API(status = API.Status.EXPERIMENTAL)
@NullMarked
package dev.pgmigrate.command;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
