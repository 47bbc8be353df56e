package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fairlead.model.Problem;
import io.fairlead.model.ResourceName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A route, where it stands and what it does there.
 *
 * @param refs whether all that it names is there
 */
record BoundRoute(
    Route route,
    List<Attachment> attachments,
    Meaning meaning,
    Condition accepted,
    Condition refs,
    List<Problem> problems) {

  BoundRoute {
    attachments = List.copyOf(attachments);
    problems = List.copyOf(problems);
  }

  Set<Place> places() {
    Set<Place> places = new HashSet<>();
    attachments.forEach(attachment -> places.addAll(attachment.places().keySet()));
    return places;
  }

  Set<ResourceName> listeners() {
    Set<ResourceName> listeners = new HashSet<>();
    attachments.forEach(attachment -> listeners.addAll(attachment.listeners()));
    return listeners;
  }

  /** The Gateways that took it. */
  Set<ResourceName> gateways() {
    Set<ResourceName> gateways = new HashSet<>();
    for (Attachment attachment : attachments) {
      if (!attachment.listeners().isEmpty()) {
        gateways.add(Parents.name(attachment.parent(), route));
      }
    }
    return gateways;
  }

  /** The ports of a Service for which it stands there; 0 for all of them. */
  List<Integer> ports(Place place) {
    return attachments.stream()
        .filter(attachment -> attachment.places().containsKey(place))
        .map(attachment -> attachment.places().getOrDefault(place, 0))
        .distinct()
        .toList();
  }

  Status.OfRoute status() {
    List<Status.OfParent> parents = new ArrayList<>();
    for (Attachment attachment : attachments) {
      var parent = attachment.parent();
      parents.add(
          new Status.OfParent(
              new Status.Parent(
                  Text.of(parent.getGroup()),
                  Text.of(parent.getKind()),
                  Text.of(parent.getNamespace()),
                  Text.of(parent.getName()),
                  Text.of(parent.getSectionName()),
                  Text.or(parent.getPort(), 0)),
              List.of(attachment.accepted().isTrue() ? accepted : attachment.accepted(), refs)));
    }
    return new Status.OfRoute(parents);
  }
}
