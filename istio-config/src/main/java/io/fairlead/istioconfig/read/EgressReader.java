package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.IstioEgressListener;
import io.fairlead.api.istio.networking.v1alpha3.Sidecar;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.istioconfig.Names;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.EgressPort;
import io.fairlead.model.policy.EgressScope.EgressHost;
import io.fairlead.model.policy.EgressScope.EgressListener;
import io.fairlead.model.policy.EgressScope.Origin;
import io.fairlead.model.service.ServiceHost;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads which hosts a Sidecar shows, and where they are called. */
final class EgressReader {

  /** Before a namespace: what follows is taken away. */
  private static final String EXCLUDED = "~";

  private static final ServiceHost EVERY = new ServiceHost("*");
  private static final EgressHost EVERYTHING = new EgressHost(new Origin.Anywhere(), EVERY, false);

  private final Findings findings;
  private final SidecarPorts ports;

  EgressReader(Findings findings) {
    this.findings = findings;
    this.ports = new SidecarPorts(findings);
  }

  List<EgressListener> read(Sidecar sidecar) {
    List<EgressListener> listeners = new ArrayList<>();
    int last = sidecar.getEgressCount() - 1;
    for (int i = 0; i <= last; i++) {
      String path = "spec.egress[" + i + "]";
      IstioEgressListener egress = sidecar.getEgress(i);
      if (!egress.hasPort() && i < last) {
        findings.error(
            ProblemCode.MISSING_FIELD,
            path,
            "has no port, so it is for every other port, and only the last one may be");
      }
      List<EgressHost> hosts = hosts(path + ".hosts", egress);
      port(path, egress).ifPresent(port -> listeners.add(new EgressListener(port, hosts)));
    }
    return listeners;
  }

  private Optional<EgressPort> port(String path, IstioEgressListener egress) {
    if (!egress.hasPort()) {
      if (!egress.getBind().isEmpty()) {
        findings.error(
            ProblemCode.NEEDS_OTHER_FIELD,
            path + ".bind",
            "is translated together with a port only: name the one that is bound there");
      }
      if (egress.getCaptureModeValue() != 0) {
        findings.error(
            ProblemCode.NEEDS_OTHER_FIELD,
            path + ".captureMode",
            "is translated together with a port only: name the one that it is for");
      }
      return Optional.of(new EgressPort.Every());
    }
    return ports
        .read(path + ".port", egress.getPort(), egress.getBind())
        .map(
            protocol ->
                new EgressPort.Named(
                    egress.getPort().getNumber(),
                    protocol,
                    egress.getBind(),
                    SidecarReader.capture(
                        path + ".captureMode", egress.getCaptureMode(), findings)));
  }

  private List<EgressHost> hosts(String path, IstioEgressListener egress) {
    if (egress.getHostsCount() == 0) {
      findings.error(
          ProblemCode.MISSING_FIELD, path, "is empty: name hosts such as ./* or */web.example.com");
    }
    List<EgressHost> hosts = new ArrayList<>();
    for (int i = 0; i < egress.getHostsCount(); i++) {
      host(path + "[" + i + "]", egress.getHosts(i)).ifPresent(hosts::add);
    }
    warnOfRepeated(path, egress, hosts);
    return hosts;
  }

  private void warnOfRepeated(String path, IstioEgressListener egress, List<EgressHost> hosts) {
    if (hosts.size() < egress.getHostsCount()) {
      return;
    }
    Set<EgressHost> all = new HashSet<>(hosts);
    Set<EgressHost> seen = new HashSet<>();
    for (int i = 0; i < hosts.size(); i++) {
      EgressHost host = hosts.get(i);
      EgressHost itsNamespace = new EgressHost(host.origin(), EVERY, false);
      boolean isAmongOthers =
          Stream.of(itsNamespace, EVERYTHING)
              .anyMatch(wider -> !wider.equals(host) && all.contains(wider));
      if (!seen.add(host)) {
        findings.warning(
            ProblemCode.DUPLICATE_VALUE, path + "[" + i + "]", "is listed twice: remove one");
      } else if (!host.isExcluded() && isAmongOthers) {
        findings.warning(path + "[" + i + "]", "is among the other hosts of the item: remove it");
      }
    }
  }

  private Optional<EgressHost> host(String path, String text) {
    int slash = text.indexOf('/');
    if (slash <= 0) {
      findings.error(
          ProblemCode.BAD_HOST,
          path,
          Excerpt.of(text) + " names no namespace: write namespace/host");
      return Optional.empty();
    }
    boolean isExcluded = text.startsWith(EXCLUDED);
    String from = text.substring(isExcluded ? EXCLUDED.length() : 0, slash);
    String name = text.substring(slash + 1).toLowerCase(Locale.ROOT);
    Optional<Origin> origin = origin(path, from, isExcluded);
    String problem = ServiceHost.problemWith(name);
    if (problem.isEmpty() && name.indexOf('.') < 0 && !name.equals("*")) {
      findings.error(
          ProblemCode.SHORT_HOST,
          path,
          Excerpt.of(name) + " is a short name, and none is completed here: write it in full");
    }
    if (!problem.isEmpty()) {
      findings.error(ProblemCode.BAD_HOST, path, Excerpt.of(name) + " " + problem);
      return Optional.empty();
    }
    return origin.map(known -> new EgressHost(known, new ServiceHost(name), isExcluded));
  }

  private Optional<Origin> origin(String path, String text, boolean isExcluded) {
    if (text.equals("*") || (isExcluded && text.isEmpty())) {
      return Optional.of(new Origin.Anywhere());
    }
    if (text.equals(".")) {
      return Optional.of(new Origin.Own());
    }
    Optional<String> problem = Names.problemWithNamespace(text);
    problem.ifPresent(sentence -> findings.error(ProblemCode.BAD_NAME, path, sentence));
    return problem.isPresent() ? Optional.empty() : Optional.of(new Origin.Namespace(text));
  }
}
