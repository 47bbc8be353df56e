package io.fairlead.registrybridge.source.file;

import io.fairlead.model.Labels;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Placement;
import io.fairlead.model.service.ServicePort;
import io.fairlead.registrybridge.source.EndpointAddress;
import io.fairlead.registrybridge.source.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads the endpoints of a service. */
final class EndpointsYaml {

  private static final List<String> ENDPOINT = List.of("address", "ports", "labels");

  private final boolean allowLoopback;
  private final Map<String, ServicePort> ports;

  EndpointsYaml(boolean allowLoopback, Map<String, ServicePort> ports) {
    this.allowLoopback = allowLoopback;
    this.ports = Map.copyOf(ports);
  }

  /** The endpoints in the order of the file; what is wrong with them is a problem. */
  List<Endpoint> read(Fields service) {
    List<Endpoint> endpoints = new ArrayList<>();
    Set<String> known = new HashSet<>();
    List<Node> items = service.items("endpoints");
    for (int i = 0; i < items.size(); i++) {
      Fields fields = Fields.of(items.get(i), service.place().at("endpoints").at(i), ENDPOINT);
      endpoint(fields)
          .ifPresent(
              endpoint -> {
                if (!known.add(endpoint.address() + endpoint.ports())) {
                  fields
                      .place()
                      .problem(
                          ProblemCode.DUPLICATE_VALUE,
                          fields.node(),
                          "this endpoint stands above already");
                }
                endpoints.add(endpoint);
              });
    }
    return endpoints;
  }

  private Optional<Endpoint> endpoint(Fields fields) {
    Map<String, Integer> numbers = endpointPorts(fields);
    Labels labels = labels(fields);
    Optional<Node> node = fields.required("address");
    Optional<String> address = node.flatMap(value -> fields.text(value, "address"));
    if (node.isEmpty() || address.isEmpty()) {
      return Optional.empty();
    }
    String problem = EndpointAddress.problemWith(address.get(), allowLoopback);
    if (!problem.isEmpty()) {
      fields.place().at("address").problem(ProblemCode.BAD_ADDRESS, node.get(), problem);
      return Optional.empty();
    }
    return Optional.of(
        new Endpoint(
            EndpointAddress.canonical(address.get()), numbers, labels, Placement.UNKNOWN, 1, ""));
  }

  private Map<String, Integer> endpointPorts(Fields fields) {
    Map<String, Integer> numbers = new HashMap<>();
    Optional<Node> given = fields.optional("ports");
    Fields.Place place = fields.place().at("ports");
    given
        .map(node -> Fields.of(node, place, List.copyOf(ports.keySet())))
        .ifPresent(
            named ->
                ports.forEach(
                    (name, port) ->
                        named
                            .optional(name)
                            .flatMap(node -> Fields.port(node, place.at(name)))
                            .filter(number -> number != port.targetPort())
                            .ifPresent(number -> numbers.put(name, number))));
    return numbers;
  }

  private static Labels labels(Fields fields) {
    Map<String, String> labels = new LinkedHashMap<>();
    Fields.Place place = fields.place().at("labels");
    fields
        .optional("labels")
        .ifPresent(
            node ->
                Fields.entries(node, place)
                    .forEach(
                        (key, entry) ->
                            label(place, key, entry).ifPresent(text -> labels.put(key, text))));
    return new Labels(labels);
  }

  private static Optional<String> label(Fields.Place place, String key, Fields.Entry entry) {
    Node value = entry.value();
    Optional<String> text =
        value instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
    if (Names.isReservedLabel(key)) {
      place
          .at(key)
          .problem(
              ProblemCode.BAD_LABEL,
              entry.key(),
              "this label is not taken: identity and place come from joined hosts only");
    } else if (!Names.isLabelKey(key)) {
      place
          .at(key)
          .problem(
              ProblemCode.BAD_LABEL,
              entry.key(),
              "this is not the key of a label; use letters, digits, . _ and -");
    } else if (text.isEmpty() || !Names.isLabelValue(text.get())) {
      place
          .at(key)
          .problem(ProblemCode.BAD_LABEL, value, "expected at most 63 letters, digits, . _ and -");
    }
    return text;
  }
}
