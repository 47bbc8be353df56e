package io.fairlead.conformance.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads a line of a table. */
final class RowReader {

  /** For lines that are not about time: the machine may have much else to do. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Fields defaults;

  RowReader(Fields defaults) {
    this.defaults =
        defaults.knowing(
            "host", "to", "source", "sni", "alpn", "headers", "answer", "times", "pause");
  }

  Row read(Fields row) {
    row.knowing(
        "get",
        "request",
        "tcp",
        "grpc",
        "websocket",
        "host",
        "headers",
        "to",
        "source",
        "sni",
        "alpn",
        "anonymous",
        "answer",
        "delay",
        "times",
        "together",
        "pause",
        "note",
        "differs",
        "expect");
    Fields expected = row.fields("expect");
    Request request = request(row);
    return new Row(
        request, expectation(expected, request), row.text("note", ""), row.text("differs", ""));
  }

  private Request request(Fields row) {
    return new Request(
        payload(row),
        destination(text(row, "to", "80")),
        text(row, "source", "10.255.0.1"),
        security(row),
        new Request.Repetition(
            Integer.parseInt(text(row, "times", "1")),
            row.flag("together"),
            Duration.ofMillis(Long.parseLong(text(row, "pause", "0")))));
  }

  private Optional<Request.Security> security(Fields row) {
    return row.text("sni")
        .or(() -> defaults.text("sni"))
        .map(
            name ->
                new Request.Security(
                    name,
                    (row.has("alpn") ? row : defaults).texts("alpn"),
                    !row.flag("anonymous")));
  }

  private String text(Fields row, String key, String otherwise) {
    return row.text(key).orElseGet(() -> defaults.text(key, otherwise));
  }

  /** A port alone is that of an address that no service has. */
  private static String destination(String to) {
    return to.contains(":") ? to : "10.254.0.1:" + to;
  }

  private Request.Payload payload(Fields row) {
    if (row.has("tcp")) {
      return new Request.Bytes(row.text("tcp", ""));
    }
    Map<String, String> headers = headers(row);
    if (row.has("grpc")) {
      return new Request.Grpc(row.text("grpc", ""), text(row, "host", ""), headers);
    }
    if (row.has("websocket")) {
      headers.put("connection", "Upgrade");
      headers.put("upgrade", "websocket");
      headers.put("sec-websocket-version", "13");
      headers.put("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==");
      return new Request.Upgrade(
          new Request.Http("GET", row.text("websocket", "/"), text(row, "host", ""), headers),
          "hello");
    }
    String[] line = row.text("request").orElse("GET " + row.text("get", "/")).split(" ", 2);
    return new Request.Http(line[0], line[1], text(row, "host", ""), headers);
  }

  private Map<String, String> headers(Fields row) {
    Map<String, String> headers = new LinkedHashMap<>(defaults.map("headers"));
    headers.putAll(row.map("headers"));
    answers(row).ifPresent(plan -> headers.put("x-answer", plan));
    row.text("delay").ifPresent(delay -> headers.put("x-delay", delay));
    return headers;
  }

  /** A list of statuses for one attempt after the other, or a status for each of some backends. */
  private Optional<String> answers(Fields row) {
    Fields from = row.has("answer") ? row : defaults;
    if (!from.has("answer")) {
      return Optional.empty();
    }
    if (from.values().get("answer") instanceof Map<?, ?>) {
      return Optional.of(
          from.map("answer").entrySet().stream()
              .map(entry -> entry.getKey() + "=" + entry.getValue())
              .collect(Collectors.joining(",")));
    }
    return Optional.of(String.join(",", from.texts("answer")));
  }

  private static Expectation expectation(Fields expected, Request request) {
    expected.knowing(
        "any",
        "status",
        "headers",
        "body",
        "closed",
        "from",
        "saw",
        "sawHeaders",
        "attempts",
        "mirrored",
        "atLeast",
        "atMost",
        "shares",
        "same",
        "only",
        "spread");
    boolean isHttp = !(request.payload() instanceof Request.Bytes);
    int usual = request.payload() instanceof Request.Upgrade ? 101 : 200;
    boolean hasStatus =
        isHttp && !expected.flag("any") && !expected.has("shares") && !expected.flag("closed");
    return new Expectation(
        new Expectation.Answer(
            hasStatus ? Optional.of(expected.number("status", usual)) : expected.number("status"),
            expected.optionals("headers"),
            expected.text("body"),
            expected.flag("closed")),
        new Expectation.Upstream(
            expected.text("from"),
            expected.optionals("saw"),
            expected.optionals("sawHeaders"),
            expected.number("attempts"),
            mirrored(expected)),
        new Expectation.Timing(
            Duration.ofMillis(expected.number("atLeast", 0)),
            expected.number("atMost").map(Duration::ofMillis).orElse(LONGEST)),
        new Expectation.Spread(
            percentages(expected.map("shares")),
            expected.flag("same"),
            new ArrayList<>(expected.texts("only")),
            expected.number("spread", 1)));
  }

  private static Map<String, Integer> mirrored(Fields expected) {
    if (expected.has("mirrored") && !(expected.values().get("mirrored") instanceof Map<?, ?>)) {
      Map<String, Integer> all = new LinkedHashMap<>();
      List<String> names = expected.texts("mirrored");
      names.forEach(name -> all.put(name, 100));
      return all;
    }
    return percentages(expected.map("mirrored"));
  }

  private static Map<String, Integer> percentages(Map<String, String> texts) {
    Map<String, Integer> read = new LinkedHashMap<>();
    texts.forEach((name, percentage) -> read.put(name, Integer.valueOf(percentage)));
    return read;
  }
}
