package io.fairlead.istioconfig;

import io.fairlead.model.Labels;
import io.fairlead.model.Locality;
import io.fairlead.model.ResourceName;
import io.fairlead.model.service.Discovery;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Placement;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.Resolution;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.service.ServicePort;
import io.fairlead.model.workload.WorkloadEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Seeded model values that obey every rule. */
public final class Resources {

  private static final List<Protocol> PROTOCOLS =
      List.of(Protocol.HTTP, Protocol.HTTP2, Protocol.GRPC, Protocol.GRPC_WEB, Protocol.TLS);

  private final RandomGenerator random;

  public Resources(RandomGenerator random) {
    this.random = random;
  }

  /** Services of one declaration. */
  public List<Service> services() {
    ResourceName name = name();
    List<ServicePort> ports = ports();
    Discovery discovery = discovery(ports);
    List<String> exportTo = pick(List.of(), List.of("*"), List.of("."), List.of("a", "b"));
    List<String> addresses = pick(List.of(), List.of("10.1.2.3"), List.of("10.0.0.0/8", "fd00::1"));
    List<Service> services = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      ServiceHost host = ServiceHost.parse("h" + i + "." + word() + ".mesh");
      services.add(new Service(name, host, addresses, ports, discovery, exportTo));
    }
    return services;
  }

  public WorkloadEntry workloadEntry() {
    return new WorkloadEntry(name(), endpoint(ports()));
  }

  public Map<String, String> annotations() {
    Map<String, String> annotations = new HashMap<>();
    for (int i = 0; i < random.nextInt(4); i++) {
      annotations.put("example.com/" + word(), anyText());
    }
    return annotations;
  }

  private Discovery discovery(List<ServicePort> ports) {
    boolean isExternal = random.nextBoolean();
    List<String> names = pick(List.of(), List.of("spiffe://td/ns/a/sa/b", "web.example.com"));
    return switch (random.nextInt(3)) {
      case 0 -> new Discovery(Resolution.STATIC, isExternal, List.of(), labels(1), names);
      case 1 -> new Discovery(Resolution.NONE, isExternal, List.of(), Labels.NONE, names);
      default -> {
        List<Endpoint> endpoints =
            IntStream.range(0, random.nextInt(5)).mapToObj(i -> endpoint(ports)).toList();
        yield new Discovery(Resolution.STATIC, isExternal, endpoints, Labels.NONE, names);
      }
    };
  }

  private Endpoint endpoint(List<ServicePort> ports) {
    Map<String, Integer> own = new HashMap<>();
    for (ServicePort port : ports) {
      if (random.nextBoolean()) {
        own.put(port.name(), port());
      }
    }
    String address =
        random.nextBoolean()
            ? "10." + random.nextInt(256) + "." + random.nextInt(256) + ".1"
            : "fd00::" + Integer.toHexString(random.nextInt(65_536));
    Locality locality =
        pick(Locality.UNKNOWN, Locality.parse("r"), Locality.parse("r/z"), Locality.parse("r/z/s"));
    String network = pick("", "east", "west");
    int weight = pick(1, 2, 100);
    String account = pick("", "web", "db");
    return new Endpoint(address, own, labels(0), new Placement(network, locality), weight, account);
  }

  private Labels labels(int least) {
    Map<String, String> labels = new HashMap<>();
    for (int i = 0; i < least + random.nextInt(3); i++) {
      labels.put("l" + i + pick("", "/name"), pick("", "true", "1", "1.10", "null", word()));
    }
    return new Labels(labels);
  }

  private List<ServicePort> ports() {
    List<ServicePort> ports = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      Protocol protocol = PROTOCOLS.get(random.nextInt(PROTOCOLS.size()));
      int number = 1 + i * 1000 + random.nextInt(1000);
      ports.add(new ServicePort(number, "p" + i, protocol, pick(number, port())));
    }
    return ports;
  }

  private int port() {
    return 1 + random.nextInt(ServicePort.MAX);
  }

  private ResourceName name() {
    return new ResourceName(word(), word() + "." + word());
  }

  private String word() {
    int length = 1 + random.nextInt(12);
    StringBuilder word = new StringBuilder("w");
    for (int i = 0; i < length; i++) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }

  private String anyText() {
    String marks = "az09 \n\t:#'\"{}[]&*!|>%@`-?,\\~\u00e9\u4e2d\ud83d\ude00";
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < random.nextInt(20); i++) {
      int at = random.nextInt(marks.length() - 1);
      text.append(at == marks.length() - 2 ? "\ud83d\ude00" : marks.charAt(at));
    }
    return text.toString();
  }

  @SafeVarargs
  private <T> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }
}
