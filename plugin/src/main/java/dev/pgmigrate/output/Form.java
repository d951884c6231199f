package dev.pgmigrate.output;

/** One way to write down what was found out. */
public interface Form {
  /** The name of its file, e.g. {@code verify.json}. */
  String file();

  /** All of the file. */
  String text(Outcome outcome);
}
