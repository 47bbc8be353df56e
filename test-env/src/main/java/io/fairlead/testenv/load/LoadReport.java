package io.fairlead.testenv.load;

import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What became of every request of a load. */
public record LoadReport(List<Request> requests) {

  /**
   * One request.
   *
   * @param at since the start of the load
   * @param status of the answer, 0 if there was none
   * @param text body of the answer, or what went wrong
   */
  public record Request(Duration at, Duration took, int status, String text) {

    public boolean failed() {
      return status != 200;
    }

    static Request parse(String line) {
      String[] parts = line.split(" ", 4);
      return new Request(
          Duration.ofMillis(Long.parseLong(parts[0])),
          Duration.ofNanos(Long.parseLong(parts[1]) * 1_000),
          parts[2].equals("-") ? 0 : Integer.parseInt(parts[2]),
          parts.length > 3 ? parts[3] : "");
    }
  }

  public LoadReport {
    requests = List.copyOf(requests);
  }

  static LoadReport parse(String output) {
    return new LoadReport(
        output.lines().filter(line -> line.matches("\\d+ \\d+ .*")).map(Request::parse).toList());
  }

  public List<Request> failures() {
    return requests.stream().filter(Request::failed).toList();
  }

  /** The names of the services that answered, each with its number of answers. */
  public Map<String, Long> answeredBy() {
    return requests.stream()
        .filter(request -> !request.failed())
        .collect(Collectors.groupingBy(LoadReport::service, Collectors.counting()));
  }

  private static String service(Request request) {
    try {
      return JsonParser.parseString(request.text()).getAsJsonObject().get("service").getAsString();
    } catch (JsonSyntaxException | IllegalStateException e) {
      return "no echo service";
    }
  }
}
