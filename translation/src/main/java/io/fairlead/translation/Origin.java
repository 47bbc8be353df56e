package io.fairlead.translation;

import io.fairlead.model.ResourceName;
import java.util.Comparator;
import java.util.Optional;

/** Something that somebody declared, and that resources of proxies come of. */
public record Origin(Kind kind, ResourceName name) {

  static final Comparator<Origin> ORDER =
      Comparator.comparing(Origin::kind).thenComparing(Origin::name);

  /** Of what can be told which resources come of it. */
  public enum Kind {
    SERVICE_ENTRY("ServiceEntry"),
    DESTINATION_RULE("DestinationRule"),
    VIRTUAL_SERVICE("VirtualService"),
    GATEWAY("Gateway"),
    AUTHORIZATION_POLICY("AuthorizationPolicy"),
    PEER_AUTHENTICATION("PeerAuthentication"),
    SIDECAR("Sidecar"),
    WORKLOAD_ENTRY("WorkloadEntry"),
    WORKLOAD_GROUP("WorkloadGroup");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    /** As resources of Istio name it. */
    public String title() {
      return title;
    }

    /** Empty for kinds of which it cannot be told. */
    public static Optional<Kind> titled(String title) {
      for (Kind kind : values()) {
        if (kind.title.equals(title)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  /** A resource of a proxy. */
  public record Made(Form form, String name) {}

  /** What a proxy takes a resource for. */
  public enum Form {
    CLUSTER("cluster"),
    ENDPOINTS("endpoints of"),
    LISTENER("listener"),
    ROUTES("routes");

    private final String title;

    Form(String title) {
      this.title = title;
    }

    /** For people. */
    public String title() {
      return title;
    }
  }
}
