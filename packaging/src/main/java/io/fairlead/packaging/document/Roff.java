package io.fairlead.packaging.document;

import java.util.List;

/** Builds one manual page, line by line, with everything escaped that troff would act on. */
final class Roff {

  private final StringBuilder page = new StringBuilder();

  Roff(String name, int section, String date) {
    page.append(".TH \"%s\" %d %s \"Fairlead\" \"Fairlead\"\n".formatted(name, section, date));
  }

  Roff section(String title) {
    page.append(".SH ").append(title).append('\n');
    return this;
  }

  Roff subsection(String title) {
    page.append(".SS ").append(escape(title)).append('\n');
    return this;
  }

  /** A paragraph of its own. */
  Roff paragraph(String sentence) {
    page.append(".PP\n").append(line(sentence)).append('\n');
    return this;
  }

  /** Goes on without a break. */
  Roff text(String sentence) {
    page.append(line(sentence)).append('\n');
    return this;
  }

  /** A term in bold, and what it means. */
  Roff term(String term, String meaning) {
    page.append(".TP\n\\fB").append(escape(term)).append("\\fR\n");
    page.append(meaning.isBlank() ? "\\&" : line(meaning)).append('\n');
    return this;
  }

  /** Lines that stay as they are. */
  Roff literal(List<String> lines) {
    page.append(".PP\n.nf\n");
    lines.forEach(line -> page.append(line.isBlank() ? "\\&" : line(line)).append('\n'));
    page.append(".fi\n");
    return this;
  }

  String page() {
    return page.toString();
  }

  private static String line(String text) {
    String escaped = escape(text.replace('\n', ' ').stripTrailing());
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }

  private static String escape(String text) {
    return text.replace("\\", "\\e")
        .replace("-", "\\-")
        .replace("'", "\\(aq")
        .replace("^", "\\(ha")
        .replace("~", "\\(ti")
        .replace("`", "\\(ga");
  }
}
