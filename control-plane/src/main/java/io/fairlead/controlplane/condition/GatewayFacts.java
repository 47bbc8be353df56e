package io.fairlead.controlplane.condition;

import io.fairlead.collections.SharedMap;
import io.fairlead.controlplane.credential.Credentials;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.controlplane.source.kubernetes.gatewayapi.Told;
import java.util.function.Supplier;

/**
 * What the status of resources of the Gateway API follows from.
 *
 * @param told how they stand by what people wrote
 * @param credentials what is held of the Secrets that they name
 */
public record GatewayFacts(
    Supplier<SharedMap<ResourceId, Told>> told, Supplier<Credentials> credentials) {}
