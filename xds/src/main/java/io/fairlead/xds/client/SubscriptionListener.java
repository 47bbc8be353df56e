package io.fairlead.xds.client;

import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import io.grpc.Status;
import java.util.List;
import java.util.Set;

/**
 * What a client learns from its stream. Calls come one at a time. What was learnt stays true while
 * the stream is down: only the server's word removes a resource.
 */
public interface SubscriptionListener {

  /**
   * Resources of one type were added, changed or removed. Also called with nothing in it for the
   * first answer of each type on each stream, so that the listener knows that the type is complete.
   * An exception refuses the answer with its message.
   */
  void updated(ResourceType type, List<Resource> changed, Set<String> removed);

  /** A stream is open; its answers follow. */
  void connected();

  /** A stream ended, or an attempt to open one failed: called for each, with the reason. */
  void disconnected(Status status);
}
