package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.WorkloadEntry;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.istioconfig.Names;
import io.fairlead.model.Labels;
import io.fairlead.model.Locality;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Placement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads one endpoint, alone or in the list of a service. */
final class EndpointReader {

  /** So that the weights of a cluster's endpoints still add up within Envoy's 32 bits. */
  static final int MAX_WEIGHT = 1_000_000;

  private static final String NETWORK_LABEL = "topology.istio.io/network";
  private static final String LOCALITY_LABEL = "istio-locality";

  /** What an address may be, by the resolution of the service around it. */
  enum AddressForm {
    /** Or a Unix socket. */
    IP,
    IP_OR_NAME,
    /** All of them: the services that select the endpoint take what they can call. */
    ANY
  }

  private final Findings findings;

  EndpointReader(Findings findings) {
    this.findings = findings;
  }

  Optional<Endpoint> read(String path, WorkloadEntry entry, AddressForm form) {
    boolean hasAddress = checkAddress(path + ".address", entry.getAddress(), form);
    Map<String, Integer> ports = ports(path + ".ports", entry.getPortsMap());
    if (entry.getAddress().startsWith(Addresses.UNIX) && entry.getPortsCount() > 0) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS,
          path + ".ports",
          "says ports of a Unix socket, which has none: remove them");
    }
    findings.labels(path + ".labels", entry.getLabelsMap());
    int weight = weight(path + ".weight", entry.getWeight());
    checkAccount(path + ".serviceAccount", entry.getServiceAccount());
    return hasAddress
        ? Optional.of(
            new Endpoint(
                entry.getAddress(),
                ports,
                new Labels(entry.getLabelsMap()),
                placement(entry),
                weight,
                entry.getServiceAccount()))
        : Optional.empty();
  }

  private boolean checkAddress(String path, String address, AddressForm form) {
    if (address.isEmpty()) {
      findings.error(
          ProblemCode.MISSING_FIELD, path, "is missing: write the address of the endpoint");
    } else if (address.startsWith(Addresses.UNIX)) {
      return checkSocket(path, address.substring(Addresses.UNIX.length()), form);
    } else if (Addresses.isIp(address)) {
      return true;
    } else if (!Addresses.isName(address)) {
      findings.error(
          ProblemCode.BAD_ADDRESS, path, Excerpt.of(address) + " is no IP address" + orName(form));
    } else if (form == AddressForm.IP) {
      findings.error(
          ProblemCode.BAD_ADDRESS,
          path,
          Excerpt.of(address)
              + " is a name, and resolution STATIC takes IP addresses only: use resolution DNS");
    } else {
      return true;
    }
    return false;
  }

  private boolean checkSocket(String path, String socket, AddressForm form) {
    if (form == AddressForm.IP_OR_NAME) {
      findings.error(
          ProblemCode.BAD_ADDRESS,
          path,
          "is a Unix socket, which only resolution STATIC takes: use an IP address, or set"
              + " resolution: STATIC");
      return false;
    }
    return UnixSockets.read(path, socket, findings).isPresent();
  }

  private static String orName(AddressForm form) {
    return switch (form) {
      case IP -> ": write one";
      case IP_OR_NAME, ANY -> " and no DNS name: write one of them";
    };
  }

  Map<String, Integer> ports(String path, Map<String, Integer> ports) {
    Map<String, Integer> read = new TreeMap<>();
    new TreeMap<>(ports)
        .forEach(
            (name, number) -> {
              String at = path + "[" + name + "]";
              if (!Names.isDnsLabel(name)) {
                findings.error(
                    ProblemCode.BAD_NAME,
                    at,
                    Excerpt.of(name) + " is no port name: use 1 to 63 of a-z, 0-9 and -");
              } else if (PortNumbers.given(at, number, findings)) {
                read.put(name, number);
              }
            });
    return read;
  }

  void checkAccount(String path, String account) {
    if (!account.isEmpty()) {
      Names.problemWithName(account)
          .ifPresent(sentence -> findings.error(ProblemCode.BAD_NAME, path, sentence));
    }
  }

  private int weight(String path, int weight) {
    long value = Integer.toUnsignedLong(weight);
    if (value > MAX_WEIGHT) {
      findings.error(
          ProblemCode.OUT_OF_RANGE, path, value + " is too large: use at most " + MAX_WEIGHT);
    }
    return (int) Math.clamp(value, 1, MAX_WEIGHT);
  }

  static Placement placement(WorkloadEntry entry) {
    Map<String, String> labels = entry.getLabelsMap();
    String network =
        entry.getNetwork().isEmpty() ? labels.getOrDefault(NETWORK_LABEL, "") : entry.getNetwork();
    // A label can hold no slash, so Istio writes dots there.
    String locality =
        entry.getLocality().isEmpty()
            ? labels.getOrDefault(LOCALITY_LABEL, "").replace('.', '/')
            : entry.getLocality();
    return new Placement(network, Locality.parse(locality));
  }
}
