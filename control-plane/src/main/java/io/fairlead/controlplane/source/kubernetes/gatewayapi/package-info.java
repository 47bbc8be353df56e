/**
 * What resources of the Kubernetes Gateway API mean in Istio's language (ADR 0036): all of a
 * cluster come in, Gateways and VirtualServices go out. Pure: equal resources give equal ones, in
 * any order of their coming. The package above imports it.
 */
@NullMarked
package io.fairlead.controlplane.source.kubernetes.gatewayapi;

import org.jspecify.annotations.NullMarked;
