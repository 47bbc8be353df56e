package io.fairlead.controlplane.condition;

import io.fairlead.controlplane.apiserver.ApiServer;
import io.fairlead.controlplane.source.ResourceId;
import java.io.IOException;
import java.util.Optional;

/**
 * Knows what is to be told of some resources, and what was told already. Of the loop's thread.
 *
 * @param <L> what it tells
 */
interface Desk<L extends Desk.Letter> {

  /** What is told of one resource. */
  interface Letter {

    ResourceId id();

    /** Writes it. What has no need to be written is answered as the API server did last. */
    ApiServer.Answer deliver(ApiServer.Session session) throws IOException, InterruptedException;
  }

  /** Takes notice of what changed. */
  void look();

  /** The next one; empty where there is nothing to tell. */
  Optional<L> next();

  void told(L letter);
}
