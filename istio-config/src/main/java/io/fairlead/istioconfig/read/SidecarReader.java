package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.IstioEgressListener;
import io.fairlead.api.istio.networking.v1alpha3.Sidecar;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Names;
import io.fairlead.model.Labels;
import io.fairlead.model.policy.EgressScope;
import io.fairlead.model.policy.EgressScope.EgressHost;
import io.fairlead.model.policy.EgressScope.Origin;
import io.fairlead.model.service.ServiceHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what a Sidecar says of outbound traffic. */
final class SidecarReader {

  private static final TranslatedFields FIELDS =
      TranslatedFields.of("workloadSelector.labels", "egress.hosts");

  /** Before a namespace: what follows is taken away. */
  private static final String EXCLUDED = "~";

  private SidecarReader() {}

  static Optional<Declaration> read(IstioResource resource, Sidecar sidecar, Findings findings) {
    FIELDS.refuseOthers(sidecar, findings);
    if (sidecar.hasWorkloadSelector()) {
      findings.selector(
          "spec.workloadSelector.labels", sidecar.getWorkloadSelector().getLabelsMap());
    }
    if (sidecar.getEgressCount() > 1) {
      findings.error(
          "spec.egress[1]",
          "is a second list for every port, and one is all that can hold: put the hosts into the"
              + " first");
    }
    List<EgressHost> hosts = new ArrayList<>();
    for (int i = 0; i < sidecar.getEgressCount(); i++) {
      hosts("spec.egress[" + i + "].hosts", sidecar.getEgress(i), findings).forEach(hosts::add);
    }
    return Optional.of(
        new Declaration.Egress(
            new EgressScope(
                resource.name(),
                new Labels(sidecar.getWorkloadSelector().getLabelsMap()),
                hosts,
                resource.metadata().created())));
  }

  private static List<EgressHost> hosts(
      String path, IstioEgressListener egress, Findings findings) {
    if (egress.getHostsCount() == 0) {
      findings.error(path, "is empty: name hosts such as ./* or */web.example.com");
    }
    List<EgressHost> hosts = new ArrayList<>();
    for (int i = 0; i < egress.getHostsCount(); i++) {
      host(path + "[" + i + "]", egress.getHosts(i), findings).ifPresent(hosts::add);
    }
    return hosts;
  }

  private static Optional<EgressHost> host(String path, String text, Findings findings) {
    int slash = text.indexOf('/');
    if (slash <= 0) {
      findings.error(path, Excerpt.of(text) + " names no namespace: write namespace/host");
      return Optional.empty();
    }
    boolean isExcluded = text.startsWith(EXCLUDED);
    String from = text.substring(isExcluded ? EXCLUDED.length() : 0, slash);
    String name = text.substring(slash + 1).toLowerCase(Locale.ROOT);
    Optional<Origin> origin = origin(path, from, isExcluded, findings);
    String problem = ServiceHost.problemWith(name);
    if (!problem.isEmpty()) {
      findings.error(path, Excerpt.of(name) + " " + problem);
      return Optional.empty();
    }
    return origin.map(known -> new EgressHost(known, new ServiceHost(name), isExcluded));
  }

  private static Optional<Origin> origin(
      String path, String text, boolean isExcluded, Findings findings) {
    if (text.equals("*") || (isExcluded && text.isEmpty())) {
      return Optional.of(new Origin.Anywhere());
    }
    if (text.equals(".")) {
      return Optional.of(new Origin.Own());
    }
    Optional<String> problem = Names.problemWithNamespace(text);
    problem.ifPresent(sentence -> findings.error(path, sentence));
    return problem.isPresent() ? Optional.empty() : Optional.of(new Origin.Namespace(text));
  }
}
