/** A real kube-apiserver with etcd, and the calls that a test makes of it. */
@NullMarked
package io.fairlead.peers.kubernetes;

import org.jspecify.annotations.NullMarked;
