package io.fairlead.xds.server;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import io.grpc.Status;
import java.util.List;
import java.util.Map;

/** One open discovery stream, as its owner sees it. Every method may be called from any thread. */
public interface ClientStream {

  /** Unique within this process; several streams of one node id may be open at once. */
  long id();

  Node node();

  /** Who was authenticated, as the authenticator named it. */
  String principal();

  /**
   * Makes {@code snapshot} what this client sees. Only the newest offer is kept; what the client
   * has already is not sent again.
   */
  void offer(Snapshot snapshot);

  /** What was offered last, of which the client may not have all yet. */
  Snapshot offered();

  /** Where the client stands with each type it asked for. */
  Map<ResourceType, TypeStatus> status();

  /** What the client does not hold of each type that it asked for. Costs what is on its way. */
  Map<ResourceType, Untaken> untaken();

  void close(Status status);

  /**
   * @param resources how many resources of the type the client has been sent
   * @param isAcknowledged whether its last answer was accepted, or none was needed
   * @param rejections how many answers it refused since it connected
   * @param lastError its words for the newest refusal; empty once a later answer was accepted
   * @param refused the resources that it meant: those of the refused answer that its words name, or
   *     all of them where they name none; at most {@link #MOST_REFUSED}
   */
  record TypeStatus(
      int resources,
      boolean isAcknowledged,
      long rejections,
      String lastError,
      List<String> refused) {

    /** An author looks at the first ones; a client that is not up to date may refuse thousands. */
    public static final int MOST_REFUSED = 100;

    public TypeStatus {
      refused = List.copyOf(refused);
    }
  }
}
