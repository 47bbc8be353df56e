package io.fairlead.registrybridge.source.file;

import io.fairlead.model.Problem;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.ResourceName;
import io.fairlead.model.service.Discovery;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.service.ServicePort;
import io.fairlead.registrybridge.source.SourceSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the services of a file: all of them, or every problem that the file has. */
final class ServicesYaml {

  private static final int MOST_SERVICES = 100_000;
  private static final List<String> FILE = List.of("services");
  private static final List<String> SERVICE = List.of("host", "ports", "endpoints");

  private final SourceSettings.StaticFile settings;
  private final List<Problem> problems = new ArrayList<>();

  private ServicesYaml(SourceSettings.StaticFile settings) {
    this.settings = settings;
  }

  /** The services by host, or the problems; never both. */
  record Read(Map<ServiceHost, Service> services, List<Problem> problems) {
    Read {
      problems = List.copyOf(problems);
    }

    static Read failed(Problem problem) {
      return new Read(Map.of(), List.of(problem));
    }
  }

  static Read read(SourceSettings.StaticFile settings, String text) {
    return new ServicesYaml(settings).read(text);
  }

  private Read read(String text) {
    Yaml yaml = new Yaml(settings.path().toString(), problems);
    Map<ServiceHost, Service> services = new TreeMap<>();
    yaml.compose(text)
        .map(root -> Fields.of(root, new Fields.Place(yaml, problems, ""), FILE))
        .ifPresent(fields -> readServices(fields, services));
    return problems.isEmpty() ? new Read(services, problems) : new Read(Map.of(), problems);
  }

  private void readServices(Fields file, Map<ServiceHost, Service> services) {
    file.required("services");
    List<Node> items = file.items("services");
    if (items.size() > MOST_SERVICES) {
      file.place()
          .problem(
              ProblemCode.TOO_LARGE,
              file.node(),
              "more than " + MOST_SERVICES + " services in one file");
      return;
    }
    for (int i = 0; i < items.size(); i++) {
      Fields.Place place = file.place().at("services").at(i);
      Fields fields = Fields.of(items.get(i), place, SERVICE);
      Optional<Service> service = service(fields);
      if (service.isPresent() && services.put(service.get().host(), service.get()) != null) {
        place
            .at("host")
            .problem(
                ProblemCode.DUPLICATE_VALUE,
                fields.optional("host").orElse(items.get(i)),
                "the host '" + service.get().host() + "' stands twice; put all into one service");
      }
    }
  }

  private Optional<Service> service(Fields fields) {
    Optional<ServiceHost> host = fields.required("host").flatMap(node -> host(fields, node));
    Map<String, ServicePort> ports = PortsYaml.read(fields);
    List<Endpoint> endpoints = new EndpointsYaml(settings.allowLoopback(), ports).read(fields);
    return host.filter(ignored -> !ports.isEmpty())
        .map(
            name ->
                new Service(
                    new ResourceName(settings.namespace(), name.value()),
                    name,
                    List.of(),
                    List.copyOf(ports.values()),
                    Discovery.of(endpoints),
                    List.of()));
  }

  private static Optional<ServiceHost> host(Fields fields, Node node) {
    Optional<String> text = fields.text(node, "host").map(value -> value.toLowerCase(Locale.ROOT));
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String problem = ServiceHost.problemWith(text.get());
    if (problem.isEmpty() && text.get().startsWith("*")) {
      problem = "is a wildcard; a service with endpoints has one name";
    }
    if (problem.isEmpty()) {
      return Optional.of(new ServiceHost(text.get()));
    }
    fields
        .place()
        .at("host")
        .problem(ProblemCode.BAD_HOST, node, "'" + text.get() + "' " + problem);
    return Optional.empty();
  }
}
