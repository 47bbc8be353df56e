package io.fairlead.controlplane.source.kubernetes.object;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * A resource of the Gateway API, as far as anything follows from it: who it is, how old, and its
 * spec.
 */
public record GatewayApiObject(Key key, HasMetadata resource) implements ClusterObject {}
