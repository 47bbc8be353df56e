package io.fairlead.model.policy;

import io.fairlead.model.ResourceName;
import java.util.List;

/** What becomes of the requests of a route. */
public sealed interface HttpAction {

  /**
   * They go on.
   *
   * @param shares at least one; chosen by weight where there are more
   */
  record Forward(List<Share> shares) implements HttpAction {
    public Forward {
      shares = List.copyOf(shares);
      if (shares.isEmpty()) {
        throw new IllegalArgumentException("a route leads somewhere");
      }
    }

    /** Everything to one place. */
    public static Forward to(RouteTarget target) {
      return new Forward(List.of(new Share(target, 1, HeaderChanges.NONE)));
    }
  }

  /** A target and its part of the requests. */
  record Share(RouteTarget target, int weight, HeaderChanges headers) {}

  /**
   * The caller is sent elsewhere. What is empty stays as it was in the request.
   *
   * @param code 301, 302, 303, 307 or 308
   */
  record Redirect(String scheme, String authority, PortChange port, PathChange path, int code)
      implements HttpAction {}

  /** The port that a redirected caller is told. */
  sealed interface PortChange {

    /** None, which is the usual one of the scheme. */
    record Usual() implements PortChange {}

    record Fixed(int port) implements PortChange {}

    /** The one that was called. */
    record Called() implements PortChange {}
  }

  /** The path that a redirected caller is told. */
  sealed interface PathChange {
    record Kept() implements PathChange {}

    record Whole(String path) implements PathChange {}

    /** In place of the prefix that matched. */
    record Prefix(String prefix) implements PathChange {}
  }

  /** The proxy answers. */
  record Answer(int status, Body body) implements HttpAction {}

  /** What an answer holds. */
  sealed interface Body {
    record Empty() implements Body {}

    record Text(String text) implements Body {}

    /**
     * @param base64 as people write bytes in YAML
     */
    record Bytes(String base64) implements Body {}
  }

  /** The routes of another VirtualService say it, one that has no hosts of its own. */
  record Delegate(ResourceName routes) implements HttpAction {}
}
