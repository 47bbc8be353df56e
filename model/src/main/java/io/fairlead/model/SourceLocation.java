package io.fairlead.model;

/** Where in a text something stands; line and column count from 1, and 0 stands for unknown. */
public record SourceLocation(String file, int line, int column) {

  public static final SourceLocation UNKNOWN = new SourceLocation("", 0, 0);

  public static SourceLocation ofFile(String file) {
    return new SourceLocation(file, 0, 0);
  }

  /** The form that editors understand: {@code file:line:column}, without the unknown parts. */
  @Override
  public String toString() {
    if (line == 0) {
      return file;
    }
    return file + ":" + line + (column == 0 ? "" : ":" + column);
  }
}
