package io.fairlead.istioconfig.read;

import io.fairlead.model.ResourceName;
import io.fairlead.model.policy.AccessPolicy;
import io.fairlead.model.policy.DestinationRule;
import io.fairlead.model.policy.EgressScope;
import io.fairlead.model.policy.Gateway;
import io.fairlead.model.policy.MeshDefaults;
import io.fairlead.model.policy.MeshNetworks;
import io.fairlead.model.policy.PeerAuthentication;
import io.fairlead.model.policy.VirtualService;
import io.fairlead.model.service.Service;
import io.fairlead.model.workload.Workload;
import io.fairlead.model.workload.WorkloadEntry;
import io.fairlead.model.workload.WorkloadGroup;
import java.util.List;

/** What one resource declares, as model values. */
public sealed interface Declaration {

  /** A ServiceEntry: one service for each of its hosts. Or a Service of Kubernetes. */
  record Services(List<Service> services) implements Declaration {
    public Services {
      services = List.copyOf(services);
    }
  }

  /** A WorkloadEntry, or a Pod as what services may select. */
  record Entry(WorkloadEntry entry) implements Declaration {}

  /** A Pod as one whom its API server knows. No resource of Istio says who anybody is. */
  record Identity(Workload workload) implements Declaration {}

  record Group(WorkloadGroup group) implements Declaration {}

  record Policy(PeerAuthentication policy) implements Declaration {}

  /** An AuthorizationPolicy: who may do what to some workloads. */
  record Access(AccessPolicy policy) implements Declaration {}

  /** A Sidecar: what some proxies see. */
  record Egress(EgressScope scope) implements Declaration {}

  /** A DestinationRule: how a host is called. */
  record Calls(DestinationRule rule) implements Declaration {}

  /** A VirtualService: where requests go. */
  record Routing(VirtualService routes) implements Declaration {}

  /** A Gateway: what proxies at the edge listen on. */
  record Edge(Gateway gateway) implements Declaration {}

  /** A MeshNetworks: how networks are entered. */
  record Networks(MeshNetworks networks) implements Declaration {}

  /** A MeshConfig: what holds where nothing more exact is said. */
  record Defaults(ResourceName name, MeshDefaults defaults) implements Declaration {}
}
