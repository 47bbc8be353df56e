package io.fairlead.packaging.chart;

/** The README of a chart: what is written by hand up to the mark, and the table of its values. */
public final class ValuesPage {

  private static final String MARK = "<!-- Below is made from values.yaml. -->\n";

  private ValuesPage() {}

  /**
   * @param page as it is now
   * @param values the file of the chart's values
   */
  public static String of(String page, String values) {
    int mark = page.indexOf(MARK);
    if (mark < 0) {
      throw new IllegalArgumentException("the page lacks the line " + MARK.strip());
    }
    StringBuilder text = new StringBuilder(page.substring(0, mark)).append(MARK);
    text.append("\n| Value | Default | Meaning |\n|---|---|---|\n");
    ValuesFile.read(values).forEach(setting -> text.append(setting.row()));
    return text.toString();
  }
}
