/**
 * What resources of the Kubernetes Gateway API mean in Istio's language (ADR 0036), and how they
 * stand (ADR 0038): objects of a cluster come in one by one, Gateways, VirtualServices and statuses
 * go out as far as they differ. No input or output: equal resources give equal ones, in any order
 * of their coming. The package above imports it, and {@code condition} its statuses.
 */
@NullMarked
package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import org.jspecify.annotations.NullMarked;
