/**
 * The webhooks of a Kubernetes API server, on a TLS port of their own (ADR 0032): a review comes
 * in, an answer goes out. One refuses resources of Istio's kinds that cannot be read, the other
 * puts the proxy into pods. Beside them the probes of a kubelet, which cannot reach a loopback
 * address. Nothing of the mesh's state is read or changed. Imported by {@code app}.
 */
@NullMarked
package io.fairlead.controlplane.admission;

import org.jspecify.annotations.NullMarked;
