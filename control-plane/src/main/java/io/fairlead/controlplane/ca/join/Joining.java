package io.fairlead.controlplane.ca.join;

import io.fairlead.api.fairlead.v1.JoinRequest;
import io.fairlead.api.fairlead.v1.JoinResponse;
import io.fairlead.controlplane.ca.CertificateIssuer;
import io.fairlead.controlplane.ca.join.JoinMethod.Admission;
import io.fairlead.controlplane.caller.Caller;
import io.fairlead.model.Locality;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.workload.WorkloadGroup;
import io.fairlead.pki.SpiffeId;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a credential into membership. The order of the steps matters: whatever can fail for a
 * reason that a person can mend comes before the credential is used up.
 */
public final class Joining {

  private static final Logger log = LoggerFactory.getLogger(Joining.class);

  private final List<JoinMethod> methods;
  private final GroupIdentity identity;
  private final CertificateIssuer issuer;
  private final MeshSettings mesh;
  private final List<String> controlPlanes;

  /**
   * @param methods asked in order; the first whose credential the caller brings decides
   * @param controlPlanes where hosts connect, host:port, best first
   */
  public Joining(
      List<JoinMethod> methods,
      GroupIdentity identity,
      CertificateIssuer issuer,
      MeshSettings mesh,
      List<String> controlPlanes) {
    this.methods = List.copyOf(methods);
    this.identity = identity;
    this.issuer = issuer;
    this.mesh = mesh;
    this.controlPlanes = List.copyOf(controlPlanes);
  }

  JoinResponse join(Caller caller, String address, JoinRequest request) throws JoinRefused {
    Admission admission = admission(caller);
    JoiningHost host = JoiningHost.from(request);
    WorkloadGroup group = identity.group(admission.group());
    SpiffeId id = identity.of(group);
    var draft = issuer.sign(host.key(), id, 0);
    admission.redeem(host.name());
    List<String> chain =
        draft.release(
            "join of %s from %s by %s".formatted(host.name(), address, admission.credential()));
    log.atInfo()
        .addKeyValue("host", host.name())
        .addKeyValue("address", address)
        .addKeyValue("group", group.name())
        .addKeyValue("id", id)
        .addKeyValue("credential", admission.credential())
        .log("A host joined");
    return answer(group, chain);
  }

  private Admission admission(Caller caller) throws JoinRefused {
    for (JoinMethod method : methods) {
      Optional<Admission> admission = method.judge(caller);
      if (admission.isPresent()) {
        return admission.get();
      }
    }
    throw new JoinRefused(
        JoinRefused.Reason.NOT_GENUINE,
        "joining needs a token and no client certificate: run fairlead-agent join --token …, with a"
            + " token from `fairlead token create`");
  }

  private JoinResponse answer(WorkloadGroup group, List<String> chain) {
    Locality locality = group.placement().locality();
    return JoinResponse.newBuilder()
        .addAllCertChain(chain)
        .setTrustDomain(mesh.trustDomain())
        .setNamespace(group.name().namespace())
        .setWorkloadGroup(group.name().name())
        .setServiceAccount(group.serviceAccount())
        .setMeshId(mesh.meshId())
        .setClusterId(mesh.clusterId())
        .setNetwork(group.placement().network())
        .setLocality(locality.equals(Locality.UNKNOWN) ? "" : locality.toString())
        .putAllLabels(group.labels().values())
        .addAllControlPlanes(controlPlanes)
        .build();
  }
}
