package io.fairlead.conformance.scenario;

/**
 * A line of a table.
 *
 * @param note says what a reader would ask
 * @param differs the name of a listed difference from Istio; empty where there is none
 */
public record Row(Request request, Expectation expectation, String note, String differs) {

  public String title() {
    return request.title() + (note.isEmpty() ? "" : " (" + note + ")");
  }
}
