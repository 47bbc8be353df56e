package io.fairlead.registrybridge.source.file;

import io.fairlead.model.ProblemCode;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.ServicePort;
import io.fairlead.registrybridge.source.Names;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the ports of a service. */
final class PortsYaml {

  private static final List<String> PORT = List.of("number", "name", "protocol", "targetPort");

  private PortsYaml() {}

  /** The ports by name; what is wrong with them is a problem. */
  static Map<String, ServicePort> read(Fields service) {
    Map<String, ServicePort> ports = new LinkedHashMap<>();
    Set<Integer> numbers = new HashSet<>();
    service.required("ports");
    List<Node> items = service.items("ports");
    service
        .optional("ports")
        .filter(value -> value instanceof SequenceNode && items.isEmpty())
        .ifPresent(
            node ->
                service
                    .place()
                    .at("ports")
                    .problem(ProblemCode.MISSING_FIELD, node, "a service needs at least one port"));
    for (int i = 0; i < items.size(); i++) {
      Fields fields = Fields.of(items.get(i), service.place().at("ports").at(i), PORT);
      port(fields)
          .ifPresent(
              port -> {
                if (ports.put(port.name(), port) != null) {
                  fields
                      .place()
                      .problem(
                          ProblemCode.DUPLICATE_VALUE,
                          fields.node(),
                          "a port '" + port.name() + "' stands above");
                }
                if (!numbers.add(port.number())) {
                  fields
                      .place()
                      .problem(
                          ProblemCode.DUPLICATE_VALUE,
                          fields.node(),
                          "port " + port.number() + " stands above");
                }
              });
    }
    return ports;
  }

  private static Optional<ServicePort> port(Fields fields) {
    Optional<Integer> number =
        fields.required("number").flatMap(node -> Fields.port(node, fields.place().at("number")));
    Optional<Integer> target =
        fields
            .optional("targetPort")
            .flatMap(node -> Fields.port(node, fields.place().at("targetPort")));
    Protocol protocol =
        fields.optional("protocol").flatMap(node -> protocol(fields, node)).orElse(Protocol.TCP);
    String name =
        fields
            .optional("name")
            .flatMap(node -> fields.text(node, "name"))
            .orElseGet(() -> protocol.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    if (!Names.isDnsLabel(name)) {
      fields
          .place()
          .at("name")
          .problem(
              ProblemCode.BAD_NAME,
              fields.optional("name").orElse(fields.node()),
              "use 1 to 63 of a-z, 0-9 and -");
    }
    return number.map(port -> new ServicePort(port, name, protocol, target.orElse(port)));
  }

  private static Optional<Protocol> protocol(Fields fields, Node node) {
    Optional<Protocol> protocol = fields.text(node, "protocol").flatMap(Protocol::parse);
    if (protocol.isEmpty()) {
      fields
          .place()
          .at("protocol")
          .problem(
              ProblemCode.UNKNOWN_VALUE,
              node,
              "no such protocol; use http, http2, grpc, https, tls, mongo or tcp");
    }
    return protocol;
  }
}
