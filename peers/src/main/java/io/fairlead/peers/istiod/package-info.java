/** A stock istiod before a real Kubernetes API server. */
@NullMarked
package io.fairlead.peers.istiod;

import org.jspecify.annotations.NullMarked;
