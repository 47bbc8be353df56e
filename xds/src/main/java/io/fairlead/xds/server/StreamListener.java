package io.fairlead.xds.server;

import io.fairlead.xds.Rejection;
import io.fairlead.xds.ResourceType;
import java.util.Optional;

/**
 * What the owner of a discovery service learns of its streams. Calls for one stream come one at a
 * time and in order; they must not block.
 */
public interface StreamListener {

  /**
   * A client was authenticated and told its node. Nothing is answered until a snapshot is offered.
   * A thrown {@link io.grpc.StatusRuntimeException} closes the stream with its status, and then
   * {@link #closed} is not called.
   */
  void opened(ClientStream stream);

  /**
   * A client told something by asking for a type that is a report, such as {@link
   * ResourceType#HEALTH}; {@code error} holds its message where the report is a bad one.
   */
  void reported(ClientStream stream, ResourceType type, Optional<String> error);

  /** A client refused an answer; the snapshot offered stays pending for it. */
  void rejected(ClientStream stream, Rejection rejection);

  /** The stream ended, for whatever reason. Called exactly once for each opened stream. */
  void closed(ClientStream stream);
}
