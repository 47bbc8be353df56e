package io.fairlead.translation;

import io.fairlead.model.Labels;
import io.fairlead.model.Locality;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.MeshState;
import io.fairlead.model.ResourceName;
import io.fairlead.model.TrustDomains;
import io.fairlead.model.policy.MtlsMode;
import io.fairlead.model.policy.PeerAuthentication;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.model.service.Discovery;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Placement;
import io.fairlead.model.service.Protocol;
import io.fairlead.model.service.Registry;
import io.fairlead.model.service.Resolution;
import io.fairlead.model.service.Service;
import io.fairlead.model.service.ServiceHost;
import io.fairlead.model.service.ServicePort;
import io.fairlead.model.workload.Workload;
import io.fairlead.model.workload.WorkloadEntry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the compact YAML of the golden cases into the model. Ports are written {@code
 * name:number/PROTOCOL->target}; protocol AUTO and the service's own number are the defaults.
 */
final class MeshYaml {

  private static final Pattern PORT =
      Pattern.compile(
          "(?<name>[a-z0-9-]+):(?<number>\\d+)(/(?<protocol>\\w+))?(->(?<target>\\d+))?");

  private MeshYaml() {}

  static MeshState mesh(String text) {
    YamlValue root =
        YamlValue.parse(text)
            .knowing(
                "trustDomains",
                "gatewayAddresses",
                "services",
                "entries",
                "workloads",
                "policies",
                "sidecars",
                "destinationRules",
                "virtualServices");
    MeshState state = MeshState.empty(settings(root.texts("trustDomains")));
    for (YamlValue service : root.values("services", "host")) {
      state = state.with(service(service));
    }
    for (YamlValue entry : root.values("entries", "name")) {
      state = state.with(entry(entry));
    }
    for (YamlValue workload : root.values("workloads", "name")) {
      state = state.with(workload(workload));
    }
    for (YamlValue policy : root.values("policies", "name")) {
      state = state.with(policy(policy));
    }
    Map<String, List<String>> gateways = new LinkedHashMap<>();
    root.map("gatewayAddresses")
        .forEach((name, addresses) -> gateways.put(name, List.of(addresses.split(" "))));
    return RulesYaml.with(state.withGatewayAddresses(gateways), root);
  }

  private static MeshSettings settings(List<String> trustDomains) {
    MeshSettings standard = MeshSettings.STANDARD;
    return trustDomains.isEmpty()
        ? standard
        : new MeshSettings(
            new TrustDomains(trustDomains.getFirst(), trustDomains),
            standard.rootNamespace(),
            standard.meshId(),
            standard.clusterId(),
            standard.dnsDomain());
  }

  static Proxy proxy(String text) {
    YamlValue root =
        YamlValue.parse(text)
            .knowing(
                "namespace",
                "account",
                "addresses",
                "labels",
                "network",
                "locality",
                "explicit",
                "gateway");
    String namespace = root.text("namespace", "demo");
    List<String> addresses = root.texts("addresses");
    return new Proxy(
        "sidecar~" + addresses.getFirst() + "~client." + namespace + "~" + namespace + ".svc",
        new Proxy.Identity(namespace, root.text("account", "client")),
        addresses,
        new Labels(root.map("labels")),
        placement(root),
        interception(root));
  }

  private static Interception interception(YamlValue root) {
    if (root.flag("gateway", false)) {
      return new Interception.Edge();
    }
    return root.has("explicit")
        ? new Interception.Explicit(root.text("explicit"))
        : new Interception.Redirect();
  }

  private static Service service(YamlValue value) {
    value.knowing(
        "host",
        "in",
        "addresses",
        "ports",
        "resolution",
        "external",
        "endpoints",
        "selector",
        "exportTo",
        "subjectAltNames",
        "kubernetes");
    String host = value.text("host");
    return new Service(
        ResourceName.parse(value.text("in", "demo/" + host.replace("*", "any"))),
        ServiceHost.parse(host),
        value.texts("addresses"),
        value.texts("ports").stream().map(MeshYaml::port).toList(),
        new Discovery(
            Resolution.valueOf(value.text("resolution", "STATIC")),
            value.flag("external", false),
            value.values("endpoints", "address").stream().map(MeshYaml::endpoint).toList(),
            new Labels(value.map("selector")),
            value.texts("subjectAltNames"),
            value.flag("kubernetes", false) ? Registry.KUBERNETES : Registry.DECLARED),
        value.texts("exportTo"));
  }

  private static ServicePort port(String text) {
    Matcher matcher = PORT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no port: " + text);
    }
    int number = Integer.parseInt(matcher.group("number"));
    String protocol = matcher.group("protocol");
    String target = matcher.group("target");
    return new ServicePort(
        number,
        matcher.group("name"),
        protocol == null ? Protocol.AUTO : Protocol.valueOf(protocol),
        target == null ? number : Integer.parseInt(target));
  }

  private static Endpoint endpoint(YamlValue value) {
    value.knowing(
        "address",
        "ports",
        "labels",
        "network",
        "locality",
        "weight",
        "hostname",
        "node",
        "nodeOnly");
    return endpointOf(value, "address");
  }

  private static Endpoint endpointOf(YamlValue value, String addressKey) {
    Map<String, Integer> ports = new LinkedHashMap<>();
    value.map("ports").forEach((name, number) -> ports.put(name, Integer.valueOf(number)));
    return new Endpoint(
        value.text(addressKey),
        ports,
        new Labels(value.map("labels")),
        placement(value),
        value.number("weight", 1),
        "");
  }

  private static WorkloadEntry entry(YamlValue value) {
    value.knowing("name", "address", "ports", "labels", "network", "locality", "weight");
    return new WorkloadEntry(ResourceName.parse(value.text("name")), endpointOf(value, "address"));
  }

  private static Workload workload(YamlValue value) {
    value.knowing(
        "name",
        "addresses",
        "account",
        "labels",
        "network",
        "locality",
        "captured",
        "leaving",
        "registered",
        "node");
    return new Workload(
        ResourceName.parse(value.text("name")),
        value.texts("addresses"),
        new Workload.Membership("group", value.text("account")),
        new Labels(value.map("labels")),
        placement(value),
        new Workload.Status(
            Instant.parse(value.text("registered", "2026-11-01T00:00:00Z")), capture(value)));
  }

  private static Workload.Capture capture(YamlValue value) {
    boolean isLeaving = value.flag("leaving", false);
    if (value.flag("captured", true)) {
      return isLeaving ? Workload.Capture.ENDING : Workload.Capture.IN_PLACE;
    }
    return isLeaving ? Workload.Capture.ENDED : Workload.Capture.NONE;
  }

  private static Placement placement(YamlValue value) {
    return new Placement(
        value.text("network", ""),
        Locality.parse(value.text("locality", "")),
        value.text("hostname", ""),
        new Placement.Node(value.text("node", ""), value.flag("nodeOnly", false)));
  }

  private static PeerAuthentication policy(YamlValue value) {
    value.knowing("name", "selector", "mode", "ports", "created");
    Map<Integer, MtlsMode> modes = new LinkedHashMap<>();
    if (value.has("mode")) {
      modes.put(0, MtlsMode.valueOf(value.text("mode")));
    }
    value.map("ports").forEach((k, v) -> modes.put(Integer.valueOf(k), MtlsMode.valueOf(v)));
    return new PeerAuthentication(
        ResourceName.parse(value.text("name")),
        new Labels(value.map("selector")),
        new PeerAuthentication.Modes(modes),
        Instant.parse(value.text("created", "2026-11-01T00:00:00Z")));
  }
}
