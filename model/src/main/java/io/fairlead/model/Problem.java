package io.fairlead.model;

/**
 * Something that people have to mend in what they gave us: which resource, which field, where it
 * stands, and a sentence that says what is wrong and what to do.
 *
 * @param code the sort of problem, as {@link ProblemCode#text} or as a newer program names it
 */
public record Problem(
    Severity severity,
    String code,
    String resource,
    String field,
    SourceLocation location,
    String message) {

  /** How much a problem hinders. */
  public enum Severity {
    /** The resource is not taken; the last good one stays. */
    ERROR,
    /** The resource is taken, but probably does not do what was meant. */
    WARNING
  }

  public static Problem error(
      ProblemCode code, String resource, String field, SourceLocation location, String message) {
    return new Problem(Severity.ERROR, code.text(), resource, field, location, message);
  }

  /** Of something that has no effect, or another one than was meant. */
  public static Problem warning(
      String resource, String field, SourceLocation location, String message) {
    return warning(ProblemCode.NO_EFFECT, resource, field, location, message);
  }

  public static Problem warning(
      ProblemCode code, String resource, String field, SourceLocation location, String message) {
    return new Problem(Severity.WARNING, code.text(), resource, field, location, message);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  public boolean is(ProblemCode sort) {
    return code.equals(sort.text());
  }

  /** The field and what is wrong with it, for who knows the resource. */
  public String ofField() {
    return field.isEmpty() ? message : field + ": " + message;
  }

  /** One line, such as {@code web.yaml:7:3: ServiceEntry demo/web: spec.ports[0].number: ...}. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder();
    for (String part : new String[] {location.toString(), resource, field}) {
      if (!part.isEmpty()) {
        line.append(part).append(": ");
      }
    }
    return line.append(message).toString();
  }
}
