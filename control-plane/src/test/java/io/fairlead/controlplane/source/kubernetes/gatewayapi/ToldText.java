package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import java.util.List;
import java.util.stream.Collectors;

/** What is told of a resource, a line for each part of it. */
final class ToldText {

  private ToldText() {}

  static String of(Told told) {
    return told.id() + "\n" + lines(told.status());
  }

  private static String lines(Status status) {
    return switch (status) {
      case Status.OfClass(List<Condition> conditions) -> line("", conditions);
      case Status.OfGateway gateway ->
          line("", List.of(gateway.accepted(), gateway.programmed()))
              + "  addresses "
              + gateway.addresses()
              + "\n"
              + gateway.listeners().stream()
                  .map(
                      one ->
                          line(
                              "listener %s takes %s has %d: "
                                  .formatted(
                                      one.name(), one.supportedKinds(), one.attachedRoutes()),
                              one.conditions()))
                  .collect(Collectors.joining());
      case Status.OfRoute(List<Status.OfParent> parents) ->
          parents.stream()
              .map(
                  one ->
                      line(
                          "parent %s %s: "
                              .formatted(one.parent().name(), one.parent().sectionName()),
                          one.conditions()))
              .collect(Collectors.joining());
      case Status.OfPolicy(List<Status.OfParent> ancestors) ->
          ancestors.stream()
              .map(
                  one ->
                      line(
                          "at %s %s/%s: "
                              .formatted(
                                  one.parent().kind(),
                                  one.parent().namespace(),
                                  one.parent().name()),
                          one.conditions()))
              .collect(Collectors.joining());
    };
  }

  private static String line(String subject, List<Condition> conditions) {
    return "  "
        + subject
        + conditions.stream().map(ToldText::text).collect(Collectors.joining(", "))
        + "\n";
  }

  private static String text(Condition condition) {
    String verdict = condition.type() + "=" + condition.isTrue();
    boolean isPlain = condition.isTrue() && condition.reason().equals(condition.type());
    return isPlain
        ? verdict
        : verdict
            + " "
            + condition.reason()
            + (condition.message().isEmpty() ? "" : " (" + condition.message() + ")");
  }
}
