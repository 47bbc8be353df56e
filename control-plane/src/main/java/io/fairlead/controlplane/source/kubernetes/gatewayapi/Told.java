package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import io.fairlead.controlplane.source.ResourceId;

/**
 * What is told of one resource as it is now.
 *
 * @param version in which the resource was read, such as {@code v1}
 * @param generation of what was read
 */
public record Told(ResourceId id, String version, long generation, Status status) {

  /** With more of its status than was known before. */
  public Told with(Status whole) {
    return new Told(id, version, generation, whole);
  }
}
