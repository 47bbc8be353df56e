package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendTLSPolicy;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendTLSPolicyValidation;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.LocalObjectReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.LocalPolicyTargetReferenceWithSectionName;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.SubjectAltName;
import io.fairlead.api.istio.networking.v1alpha3.ClientTLSSettings;
import io.fairlead.controlplane.source.kubernetes.object.RootsObject;
import io.fairlead.model.Problem;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.ResourceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads one BackendTLSPolicy. What it says of TLS is never less than its author wrote: where it
 * cannot be followed, nobody is believed.
 *
 * @param roots all that it names
 */
record TlsPolicyReader(
    BackendTLSPolicy policy,
    RouteTitle title,
    Map<ResourceName, RootsObject> roots,
    Findings findings) {

  private static final String SYSTEM = "System";
  private static final String CONFIG_MAP = "ConfigMap";
  private static final String VALIDATION = "spec.validation";
  private static final int LONGEST_HOST = 253;

  static TlsPolicy read(BackendTLSPolicy policy, Map<ResourceName, RootsObject> roots) {
    return new TlsPolicyReader(policy, RouteTitle.of(policy), roots, new Findings()).read();
  }

  /** Whether it says anything at all. */
  static boolean isWhole(BackendTLSPolicy policy) {
    return policy.getSpec() != null && policy.getSpec().getValidation() != null;
  }

  /** The ConfigMaps that it names. */
  static Set<ResourceName> named(BackendTLSPolicy policy) {
    Set<ResourceName> names = new TreeSet<>();
    for (LocalObjectReference reference : policy.getSpec().getValidation().getCaCertificateRefs()) {
      if (isConfigMap(reference)) {
        names.add(name(policy, reference));
      }
    }
    return names;
  }

  private static boolean isConfigMap(LocalObjectReference reference) {
    return Text.of(reference.getGroup()).isEmpty()
        && CONFIG_MAP.equals(reference.getKind())
        && !Text.of(reference.getName()).isEmpty();
  }

  private static ResourceName name(BackendTLSPolicy policy, LocalObjectReference reference) {
    return new ResourceName(policy.getMetadata().getNamespace(), reference.getName());
  }

  private TlsPolicy read() {
    BackendTLSPolicyValidation validation = policy.getSpec().getValidation();
    String host = Text.of(validation.getHostname());
    String authorities = authorities(validation);
    Condition accepted = accepted(validation, host, authorities);
    ClientTLSSettings tls =
        accepted.isTrue()
            ? ClientTLSSettings.newBuilder()
                .setMode(ClientTLSSettings.TLSmode.SIMPLE)
                .setSni(host)
                .setCaCertificates(authorities)
                .addAllSubjectAltNames(names(validation, host))
                .build()
            : Nobody.tls();
    if (policy.getSpec().getOptions() != null && !policy.getSpec().getOptions().isEmpty()) {
      findings.problem(
          title.problem(
              ProblemCode.NO_EFFECT,
              "spec.options",
              "has no effect: we have no options, remove it"));
    }
    return new TlsPolicy(title, targets(), tls, accepted, findings.refs(), findings.problems());
  }

  private Condition accepted(
      BackendTLSPolicyValidation validation, String host, String authorities) {
    String known = Text.of(validation.getWellKnownCACertificates());
    if (host.isEmpty() || host.length() > LONGEST_HOST) {
      return refused(
          "Invalid",
          VALIDATION + ".hostname",
          "is no host name, so requests fail: write the name that the server proves");
    }
    if (!authorities.isEmpty() || known.equals(SYSTEM)) {
      return Condition.good(Condition.ACCEPTED);
    }
    if (!known.isEmpty()) {
      return refused(
          "Invalid",
          VALIDATION + ".wellKnownCACertificates",
          "names authorities that are not known, so requests fail: use System");
    }
    return refused(
        "NoValidCACertificate",
        VALIDATION,
        "leaves nobody who can be believed, so requests fail: name a ConfigMap with ca.crt, or"
            + " wellKnownCACertificates: System");
  }

  private Condition refused(String reason, String field, String sentence) {
    Problem problem = title.problem(ProblemCode.UNKNOWN_VALUE, field, sentence);
    findings.problem(problem);
    return Condition.bad(Condition.ACCEPTED, reason, problem.ofField());
  }

  /** Those of which the server must prove one; the one that is asked for where none are named. */
  private static List<String> names(BackendTLSPolicyValidation validation, String host) {
    List<String> names = new ArrayList<>();
    for (SubjectAltName name : validation.getSubjectAltNames()) {
      names.add(
          "URI".equals(name.getType()) ? Text.of(name.getUri()) : Text.of(name.getHostname()));
    }
    names.removeIf(String::isEmpty);
    return names.isEmpty() ? List.of(host) : names;
  }

  private String authorities(BackendTLSPolicyValidation validation) {
    StringBuilder all = new StringBuilder();
    for (LocalObjectReference reference : validation.getCaCertificateRefs()) {
      if (isConfigMap(reference)) {
        all.append(authorities(name(policy, reference)));
      } else {
        broken(
            "InvalidKind",
            "names a %s: name a ConfigMap with ca.crt".formatted(Text.of(reference.getKind())));
      }
    }
    return all.toString();
  }

  private String authorities(ResourceName name) {
    RootsObject found = roots.get(name);
    if (found == null) {
      throw new IllegalStateException("read before all that it names was: " + name);
    }
    if (found.pem().isEmpty()) {
      broken(
          "InvalidCACertificateRef",
          "names the ConfigMap %s, which %s".formatted(name.name(), found.without()));
    }
    return found.pem();
  }

  private void broken(String reason, String sentence) {
    Problem problem =
        title.problem(ProblemCode.UNKNOWN_VALUE, VALIDATION + ".caCertificateRefs", sentence);
    findings.broken(reason, problem);
  }

  private List<TlsPolicy.Target> targets() {
    List<TlsPolicy.Target> targets = new ArrayList<>();
    for (LocalPolicyTargetReferenceWithSectionName reference : policy.getSpec().getTargetRefs()) {
      if (Text.of(reference.getGroup()).isEmpty()
          && "Service".equals(reference.getKind())
          && !Text.of(reference.getName()).isEmpty()) {
        targets.add(
            new TlsPolicy.Target(
                new ResourceName(title.name().namespace(), reference.getName()),
                Text.of(reference.getSectionName())));
      } else {
        findings.problem(
            title.problem(
                ProblemCode.UNKNOWN_VALUE,
                "spec.targetRefs",
                "names a %s, for which it has no effect: name a Service"
                    .formatted(Text.of(reference.getKind()))));
      }
    }
    return targets.stream().distinct().toList();
  }
}
